import Certification
import Faults

extension ConfigurationReader {
    private static let hours = Wording(vi: "các giờ khác nhau từ 0 đến 23", en: "different hours from 0 to 23")
    private static let capacities = Wording(vi: "một số từ 1 đến 1000", en: "a number from 1 to 1000")
    private static let horizons = Wording(vi: "một số ngày từ 1 đến 366", en: "a number of days from 1 to 366")
    private static let weekdays = Wording(
        vi: "các thứ khác nhau: mon, tue, wed, thu, fri, sat, sun",
        en: "different days: mon, tue, wed, thu, fri, sat, sun")

    /// `appointments: {hours: [8, 9, …], capacity: 4, days: [mon, …], horizon: 30}`.
    func appointments(
        _ top: YAMLSection, holidays: Set<CivilDate>
    ) throws(ConfigurationFault) -> AppointmentSchedule {
        guard
            let section = try top.optionalSection("appointments", keys: ["hours", "capacity", "days", "horizon"])
        else { return AppointmentSchedule(holidays: holidays) }
        let standard = AppointmentSchedule()
        let days = try section.list("days", expected: Self.weekdays) { Weekday(rawValue: $0) }
        let hours = try section.list("hours", expected: Self.hours) { text in
            Int(text).flatMap { (0...23).contains($0) ? $0 : nil }
        }
        return AppointmentSchedule(
            hours: hours?.sorted() ?? standard.hours,
            capacity: try section.number("capacity", 1...1000, expected: Self.capacities) ?? standard.capacity,
            days: days.map(Set.init) ?? standard.days,
            holidays: holidays,
            horizon: try section.number("horizon", 1...366, expected: Self.horizons) ?? standard.horizon
        )
    }
}

extension YAMLSection {
    /// A list of different values, at least one; `nil` where the key is missing.
    fileprivate func list<Value: Hashable>(
        _ key: String, expected: Wording, _ parse: (String) -> Value?
    ) throws(ConfigurationFault) -> [Value]? {
        guard has(key) else { return nil }
        let texts = try strings(key)
        let values = texts.compactMap(parse)
        guard values.count == texts.count, Set(values).count == values.count else {
            throw fault(key, .invalidValue(found: texts.joined(separator: ", "), expected: expected))
        }
        return values
    }
}
