/// The identity of an appointment: `CTĐT-DDMMYY-NNNN`, counted by the day on which it was booked.
package struct AppointmentCode: Hashable, Sendable {
    /// In the years 2000 to 2099.
    package let day: CivilDate
    package let number: Int

    package static let numberRange = 1...9999
    private static let prefix = "CTĐT-"
    /// As people without a Vietnamese keyboard write it, and as it stands in names that must be ASCII.
    private static let plainPrefix = "CTDT-"

    /// - Returns: `nil` when the number is out of range; a day's ten-thousandth appointment has no code.
    package init?(day: CivilDate, number: Int) {
        guard AppointmentCode.numberRange.contains(number) else { return nil }
        self.day = day
        self.number = number
    }

    /// Reads a whole code, also `CTDT-…` and small letters.
    package init?(_ text: some StringProtocol) {
        let text = text.uppercased()
        guard let prefix = [Self.prefix, Self.plainPrefix].first(where: text.hasPrefix) else { return nil }
        let parts = text.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 4, let number = Int(digits: parts[1]),
            let day = CodeStyle.dayMonthYear.date(of: parts[0])
        else { return nil }
        self.init(day: day, number: number)
    }

    /// Reads the code that a file name begins with: `CTĐT-300620-0001 giấy khai sinh.pdf`.
    package init?(headOfFileName name: some Collection<UInt8>) {
        let text = String(decoding: name.prefix(64), as: UTF8.self)
        let head = text.prefix(Self.prefix.count + 11)
        if let next = text.dropFirst(head.count).first, next.isLetter || next.isNumber { return nil }
        self.init(head)
    }

    package var text: String { Self.prefix + digits }
    /// `CTDT-300620-0001`.
    package var plainText: String { Self.plainPrefix + digits }

    private var digits: String { "\(CodeStyle.dayMonthYear.digits(of: day))-\(number.padded(to: 4))" }
}

extension AppointmentCode: CustomStringConvertible {
    package var description: String { text }
}
