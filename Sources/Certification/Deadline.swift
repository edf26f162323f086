/// When a copy is due: the same working day, the next one if it was taken in after 15:00, and up to two working days
/// more if the applicant agreed. Saturdays, Sundays and the given holidays are no working days.
package struct Deadline: Sendable {
    package let holidays: Set<CivilDate>

    /// Intake after this second counts as the next working day: 15:00.
    static let lastSecondOfIntake = 15 * 3600
    /// The end of the office's day: 17:00.
    static let closingSecond = 17 * 3600

    package static let extensionRange = 0...2

    package init(holidays: Set<CivilDate> = []) {
        self.holidays = holidays
    }

    package func isWorkingDay(_ date: CivilDate) -> Bool {
        date.weekday != .saturday && date.weekday != .sunday && !holidays.contains(date)
    }

    /// - Parameter agreedDays: working days agreed with the applicant; brought into 0…2.
    /// - Returns: the closing hour of the day it is due, at the offset of the intake.
    package func due(receivedAt: LocalTime, agreedDays: Int = 0) -> LocalTime {
        var date = receivedAt.date
        if receivedAt.secondOfDay > Deadline.lastSecondOfIntake || !isWorkingDay(date) {
            date = workingDay(after: date)
        }
        for _ in 0..<min(max(agreedDays, 0), Deadline.extensionRange.upperBound) {
            date = workingDay(after: date)
        }
        return LocalTime(
            date: date,
            secondOfDay: Deadline.closingSecond,
            offsetMinutes: receivedAt.offsetMinutes
        )
    }

    private func workingDay(after date: CivilDate) -> CivilDate {
        var next = date.adding(days: 1)
        while !isWorkingDay(next) { next = next.adding(days: 1) }
        return next
    }
}
