extension CivilDate {
    /// Reads `2026-12-01` (ISO 8601) or `01/12/2026` (as people in Viet Nam write it; the zeros may be left out).
    /// - Returns: `nil` when it is neither or there is no such day.
    package init?(_ text: some StringProtocol) {
        let dashed = text.split(separator: "-", omittingEmptySubsequences: false)
        let slashed = text.split(separator: "/", omittingEmptySubsequences: false)
        if dashed.count == 3, dashed[0].utf8.count == 4, dashed[1].utf8.count == 2, dashed[2].utf8.count == 2 {
            self.init(yearText: dashed[0], monthText: dashed[1], dayText: dashed[2])
        } else if slashed.count == 3, slashed[2].utf8.count == 4 {
            self.init(yearText: slashed[2], monthText: slashed[1], dayText: slashed[0])
        } else {
            return nil
        }
    }

    private init?(yearText: some StringProtocol, monthText: some StringProtocol, dayText: some StringProtocol) {
        guard let year = Int(digits: yearText), let month = Int(digits: monthText), let day = Int(digits: dayText)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `2026-12-01`: sorts as text in the order of the days.
    package var iso: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }

    /// `01/12/2026`.
    package var vietnamese: String { "\(day.padded(to: 2))/\(month.padded(to: 2))/\(year.padded(to: 4))" }

    /// `ngày 01 tháng 12 năm 2026`, as official documents spell a date (days below 10 and months 1 and 2 with a zero).
    package var vietnameseInWords: String {
        let monthText = month <= 2 ? month.padded(to: 2) : String(month)
        return "ngày \(day.padded(to: 2)) tháng \(monthText) năm \(year)"
    }
}

extension CivilDate: CustomStringConvertible {
    package var description: String { iso }
}

extension Int {
    /// Decimal digits only: no sign, no blanks, no other scripts, at most nine.
    init?(digits text: some StringProtocol) {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        self = text.utf8.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}
