/// What identifies an account holder: CMND or CCCD of a citizen, MST of a business.
package struct IdentityNumber: Hashable, Sendable {
    package let kind: Kind
    /// Digits only, but for the hyphen of a branch's MST (`0108212803-001`).
    package let text: String

    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Chứng minh nhân dân: 9 digits.
        case cmnd
        /// Căn cước công dân: 12 digits.
        case cccd
        /// Mã số thuế: 10 digits, or 10-3 for a branch.
        case mst
    }

    /// Blanks around the number are taken off. The number of digits decides the kind.
    package init(_ entered: some StringProtocol) throws(InvalidEntry) {
        let text = entered.trimmingBlanks
        guard !text.isEmpty else { throw InvalidEntry(.identity, .missing) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            throw InvalidEntry(.identity, .identityLength)
        }
        switch parts.map(\.utf8.count) {
        case [9]: kind = .cmnd
        case [12]: kind = .cccd
        case [10], [10, 3]:
            guard IdentityNumber.hasValidCheckDigit(parts[0].utf8.map { Int($0) - 0x30 }) else {
                throw InvalidEntry(.identity, .taxCheckDigit)
            }
            kind = .mst
        default: throw InvalidEntry(.identity, .identityLength)
        }
        self.text = text
    }

    package var applicantKind: ApplicantKind {
        switch kind {
        case .cmnd, .cccd: .citizen
        case .mst: .business
        }
    }

    /// Whether a text has this number, by itself: not as part of a longer one, nor that of a branch for its parent's.
    package func isMentioned(in content: some StringProtocol) -> Bool {
        let (number, bytes) = (Array(text.utf8), Array(content.utf8))
        func isDigit(_ index: Int) -> Bool {
            bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
        }
        guard bytes.count >= number.count else { return false }
        return (0...(bytes.count - number.count)).contains { start in
            let end = start + number.count
            guard bytes[start] == number[0], bytes[start..<end].elementsEqual(number) else { return false }
            let continues = isDigit(end) || (bytes[end...].first == UInt8(ascii: "-") && isDigit(end + 1))
            return !isDigit(start - 1) && !continues
        }
    }

    /// Check digit = 10 − (weighted sum of the first nine mod 11); a sum that gives 10 belongs to no number.
    private static func hasValidCheckDigit(_ digits: [Int]) -> Bool {
        let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
        return zip(weights, digits).map { $0 * $1 }.reduce(0, +) % 11 + digits[9] == 10
    }
}

extension IdentityNumber: CustomStringConvertible {
    package var description: String { text }
}
