/// A day of the week, in the configuration's words. The week begins on Monday.
package enum Weekday: String, CaseIterable, Sendable, Codable {
    case monday = "mon"
    case tuesday = "tue"
    case wednesday = "wed"
    case thursday = "thu"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"
}
