/// An hour of a day at which people are received, by the office's clock.
package struct AppointmentSlot: Hashable, Sendable {
    package let date: CivilDate
    /// 0…23.
    package let hour: Int

    package init(date: CivilDate, hour: Int) {
        self.date = date
        self.hour = hour
    }

    /// Reads `2026-12-01 09:00` and `01/12/2026 9h00`, with `T` for the blank, `h` for the colon; minutes are 00.
    package init?(_ text: some StringProtocol) {
        let words = text.split { $0 == " " || $0 == "T" }
        guard words.count == 2, let date = CivilDate(words[0]) else { return nil }
        let clock = words[1].lowercased().split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
        guard (1...3).contains(clock.count), let hour = Int(digits: clock[0]), hour < 24,
            clock.dropFirst().allSatisfy({ $0.isEmpty || $0 == "00" })
        else { return nil }
        self.init(date: date, hour: hour)
    }

    /// `2026-12-01 09:00`: sorts as text in the order of time.
    package var text: String { "\(date.iso) \(hour.padded(to: 2)):00" }

    /// `09:00 ngày 01/12/2026`.
    package var vietnamese: String { "\(hour.padded(to: 2)):00 ngày \(date.vietnamese)" }

    /// Whether it has begun, or is over.
    package func hasBegun(at now: LocalTime) -> Bool {
        date < now.date || (date == now.date && hour * 3600 <= now.secondOfDay)
    }
}

extension AppointmentSlot: Comparable {
    package static func < (left: AppointmentSlot, right: AppointmentSlot) -> Bool {
        (left.date, left.hour) < (right.date, right.hour)
    }
}
