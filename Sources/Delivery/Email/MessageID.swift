/// The identity of a message (RFC 5322, 3.6.4): `left@right` of ASCII atoms, without the angle brackets.
package struct MessageID: Hashable, Sendable {
    package let text: String

    /// - Returns: `nil` unless it is `atoms@atoms` of at most 200 characters, so that it can end no header line.
    package init?(_ text: String) {
        let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= 200, halves.count == 2, halves.allSatisfy(Self.isDotAtom) else { return nil }
        self.text = text
    }

    private static func isDotAtom(_ half: Substring.UTF8View) -> Bool {
        half.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { atomText.contains($0) }
        }
    }

    private static let atomText = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~".utf8
    )
}
