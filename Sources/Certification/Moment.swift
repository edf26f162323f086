/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
///
/// The ledger stores moments; what people read is a ``LocalTime``, at the offset of the office's time zone.
package struct Moment: Hashable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The wall clock at an offset from UTC.
    /// - Parameter offsetMinutes: minutes east of UTC at this moment; 420 in Viet Nam.
    package func local(offsetMinutes: Int) -> LocalTime {
        let seconds = milliseconds.flooredQuotient(1000) + Int64(offsetMinutes) * 60
        let days = seconds.flooredQuotient(LocalTime.secondsPerDay)
        return LocalTime(
            date: CivilDate(daysSince1970: Int(days)),
            secondOfDay: Int(seconds - days * LocalTime.secondsPerDay),
            offsetMinutes: offsetMinutes
        )
    }

    package func adding(milliseconds interval: Int64) -> Moment {
        Moment(milliseconds: milliseconds + interval)
    }
}

extension Moment: Comparable {
    package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}

extension Int64 {
    /// Division that rounds towards minus infinity, for the days before 1970.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
