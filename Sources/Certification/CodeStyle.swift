/// How a dossier code writes its day.
package enum CodeStyle: String, Sendable, Codable, CaseIterable {
    /// `G22.99-231126-000001`, as in the office guide.
    case dayMonthYear = "ddmmyy"
    /// `G22.99-261123-000001`, as the national portal writes it now.
    case yearMonthDay = "yymmdd"

    /// The six digits of a day.
    package func digits(of date: CivilDate) -> String {
        let year = (date.year % 100).padded(to: 2)
        let month = date.month.padded(to: 2)
        let day = date.day.padded(to: 2)
        return switch self {
        case .dayMonthYear: day + month + year
        case .yearMonthDay: year + month + day
        }
    }

    /// The day that six digits mean, in the years 2000 to 2099; `nil` when there is no such day.
    package func date(of digits: some StringProtocol) -> CivilDate? {
        guard digits.utf8.count == 6, let number = Int(digits: digits) else { return nil }
        let (first, second, third) = (number / 10_000, number / 100 % 100, number % 100)
        return switch self {
        case .dayMonthYear: CivilDate(year: 2000 + third, month: second, day: first)
        case .yearMonthDay: CivilDate(year: 2000 + first, month: second, day: third)
        }
    }
}
