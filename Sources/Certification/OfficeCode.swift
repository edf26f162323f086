/// The prefix of an office's dossier codes: `G22.99`. ASCII letters, digits and dots, 1 to 32 of them.
package struct OfficeCode: Hashable, Sendable {
    package let text: String

    package init(_ text: some StringProtocol) throws(InvalidEntry) {
        guard (1...32).contains(text.utf8.count), text.utf8.allSatisfy(OfficeCode.allows), text.first != "." else {
            throw InvalidEntry(.officeCode, .officeCode)
        }
        self.text = String(text)
    }

    static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension OfficeCode: CustomStringConvertible {
    package var description: String { text }
}
