/// An address for mail, as the addr-spec of RFC 5321 section 4.1.2 and RFC 6531 (UTF-8) without quoted local parts,
/// comments or address literals: nothing in it can end a header line or start another recipient.
package struct EmailAddress: Hashable, Sendable {
    package let text: String

    /// Blanks around the address are taken off.
    package init(_ entered: some StringProtocol) throws(InvalidEntry) {
        let text = entered.trimmingBlanks
        guard !text.isEmpty else { throw InvalidEntry(.email, .missing) }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254,
            EmailAddress.isLocalPart(parts[0]), EmailAddress.isDomain(parts[1])
        else { throw InvalidEntry(.email, .email) }
        self.text = text
    }

    package var domain: Substring { text.drop { $0 != "@" }.dropFirst() }

    private static let punctuation = "!#$%&'*+-/=?^_`{|}~".unicodeScalars

    private static func isLocalPart(_ part: Substring) -> Bool {
        guard (1...64).contains(part.utf8.count) else { return false }
        return part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.unicodeScalars.allSatisfy { isLetterOrDigit($0) || punctuation.contains($0) }
        }
    }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.unicodeScalars.allSatisfy { isLetterOrDigit($0) || $0 == "-" }
            }
    }

    /// Combining marks count, for letters that arrive decomposed.
    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber:
            true
        default: false
        }
    }
}

extension EmailAddress: CustomStringConvertible {
    package var description: String { text }
}
