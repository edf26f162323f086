/// The identity of a dossier: `<office>-DDMMYY-NNNNNN` or `<office>-YYMMDD-NNNNNN`.
///
/// Both styles are read, and `231126` is a day in either of them: a code is therefore identified by its digits, and
/// ``day(style:)`` says which day they mean only when told the style. Codes are ordered by office, digits, number.
package struct DossierCode: Hashable, Sendable {
    package let office: OfficeCode
    /// Six digits that are a day in at least one ``CodeStyle``.
    package let dayDigits: String
    /// 1…999999, counted per office and day.
    package let number: Int
    /// `<office>-<day>-<number>`. Kept, since every row, file name and line of the log asks for it.
    package let text: String

    package static let numberRange = 1...999_999

    /// - Returns: `nil` when the number is out of range; a day's millionth dossier has no code.
    package init?(office: OfficeCode, day: CivilDate, number: Int, style: CodeStyle) {
        self.init(office: office, checkedDay: style.digits(of: day), number: number)
    }

    private init?(office: OfficeCode, dayDigits: String, number: Int) {
        guard CodeStyle.allCases.contains(where: { $0.date(of: dayDigits) != nil }) else { return nil }
        self.init(office: office, checkedDay: dayDigits, number: number)
    }

    private init?(office: OfficeCode, checkedDay: String, number: Int) {
        guard DossierCode.numberRange.contains(number) else { return nil }
        self.office = office
        dayDigits = checkedDay
        self.number = number
        text = "\(office.text)-\(checkedDay)-\(number.padded(to: 6))"
    }

    /// Reads a whole code.
    package init?(_ text: some StringProtocol) {
        guard let (code, rest) = DossierCode.read(Array(text.utf8)), rest == text.utf8.count else { return nil }
        self = code
    }

    /// Reads the code that a file name begins with: `G22.99-231126-000001 Nguyễn Thị Thu.pdf`.
    ///
    /// What follows the code must not be a letter or a digit, so that a longer number is not cut to a shorter one.
    package init?(headOfFileName name: some Collection<UInt8>) {
        let bytes = Array(name.prefix(64))
        guard let (code, rest) = DossierCode.read(bytes) else { return nil }
        if rest < bytes.count, bytes[rest] != UInt8(ascii: "."), OfficeCode.allows(bytes[rest]) { return nil }
        self = code
    }

    package func day(style: CodeStyle) -> CivilDate? { style.date(of: dayDigits) }

    /// - Returns: the code at the head of the bytes, and where it ends.
    private static func read(_ bytes: [UInt8]) -> (code: DossierCode, end: Int)? {
        guard let dash = bytes.firstIndex(of: UInt8(ascii: "-")), bytes.count >= dash + 14,
            bytes[dash + 7] == UInt8(ascii: "-")
        else { return nil }
        let officeText = String(decoding: bytes[..<dash], as: UTF8.self)
        let day = String(decoding: bytes[(dash + 1)..<(dash + 7)], as: UTF8.self)
        let numberText = String(decoding: bytes[(dash + 8)..<(dash + 14)], as: UTF8.self)
        // A head that is no office code is simply no dossier code; there is nothing to report.
        guard let office = try? OfficeCode(officeText), let number = Int(digits: numberText),
            let code = DossierCode(office: office, dayDigits: day, number: number)
        else { return nil }
        return (code, dash + 14)
    }
}

extension DossierCode {
    // The text says it all, and is compared a hundred times on a document's way.

    package static func == (left: DossierCode, right: DossierCode) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension DossierCode: Comparable {
    package static func < (left: DossierCode, right: DossierCode) -> Bool {
        (left.office.text, left.dayDigits, left.number) < (right.office.text, right.dayDigits, right.number)
    }
}

extension DossierCode: CustomStringConvertible {
    package var description: String { text }
}
