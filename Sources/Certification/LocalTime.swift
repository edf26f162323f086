/// A moment as the clock on the office's wall shows it, to the second, with its offset from UTC.
package struct LocalTime: Hashable, Sendable {
    package let date: CivilDate
    /// 0…86399.
    package let secondOfDay: Int
    /// Minutes east of UTC.
    package let offsetMinutes: Int

    static let secondsPerDay: Int64 = 86_400

    /// - Parameter secondOfDay: 0…86399.
    package init(date: CivilDate, secondOfDay: Int, offsetMinutes: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
        self.offsetMinutes = offsetMinutes
    }

    package var moment: Moment {
        let seconds =
            Int64(date.daysSince1970) * LocalTime.secondsPerDay + Int64(secondOfDay) - Int64(offsetMinutes) * 60
        return Moment(milliseconds: seconds * 1000)
    }

    package var hour: Int { secondOfDay / 3600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }

    /// RFC 3339 with offset: `2026-11-23T09:30:00+07:00`.
    package var rfc3339: String { "\(date.iso)T\(clock)\(offset)" }

    /// `23.11.2026 09:30:00 +07:00`, as the picture of a signature states its time.
    package var stamp: String {
        "\(date.day.padded(to: 2)).\(date.month.padded(to: 2)).\(date.year.padded(to: 4)) \(clock) \(offset)"
    }

    /// `23/11/2026 09:30:00`, for lists that people read.
    package var vietnamese: String { "\(date.vietnamese) \(clock)" }

    private var clock: String { "\(hour.padded(to: 2)):\(minute.padded(to: 2)):\(second.padded(to: 2))" }

    private var offset: String {
        let minutes = abs(offsetMinutes)
        return "\(offsetMinutes < 0 ? "-" : "+")\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
    }
}
