/// When people can come by appointment.
package struct AppointmentSchedule: Sendable {
    /// In order.
    package let hours: [Int]
    /// How many at one hour.
    package let capacity: Int
    package let days: Set<Weekday>
    package let holidays: Set<CivilDate>
    /// How many days ahead.
    package let horizon: Int

    /// The hours of the office guide.
    package static let guideHours = [8, 9, 10, 11, 13, 14, 15, 16]

    package init(
        hours: [Int] = guideHours,
        capacity: Int = 4,
        days: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
        holidays: Set<CivilDate> = [],
        horizon: Int = 30
    ) {
        self.hours = hours
        self.capacity = capacity
        self.days = days
        self.holidays = holidays
        self.horizon = horizon
    }

    package func lastDay(from today: CivilDate) -> CivilDate { today.adding(days: horizon) }

    /// Every hour that can be booked now, in order, whether it is full or not.
    package func slots(at now: LocalTime) -> [AppointmentSlot] {
        (0...horizon).lazy.map { now.date.adding(days: $0) }.filter(isOpen).flatMap { date in
            hours.map { AppointmentSlot(date: date, hour: $0) }
        }.filter { !$0.hasBegun(at: now) }
    }

    /// - Throws: why nobody can come then; whether the hour is full is not asked.
    package func check(_ slot: AppointmentSlot, at now: LocalTime) throws(AppointmentRefusal) {
        guard !slot.hasBegun(at: now) else { throw AppointmentRefusal(.past(slot)) }
        guard slot.date <= lastDay(from: now.date) else {
            throw AppointmentRefusal(.tooFar(slot, last: lastDay(from: now.date)))
        }
        guard !holidays.contains(slot.date) else { throw AppointmentRefusal(.holiday(slot)) }
        guard days.contains(slot.date.weekday) else { throw AppointmentRefusal(.closedDay(slot)) }
        guard hours.contains(slot.hour) else { throw AppointmentRefusal(.notAnHour(slot, hours: hours)) }
    }

    private func isOpen(_ date: CivilDate) -> Bool { days.contains(date.weekday) && !holidays.contains(date) }
}
