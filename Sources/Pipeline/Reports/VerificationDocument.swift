import PAdES

/// What there is to say of one PDF: its signatures, and whether the register knows it.
package struct VerificationDocument: Encodable, Sendable {
    package struct Register: Codable, Sendable {
        /// The file is, byte for byte, a copy that the register knows. If not, the rest may tell of a copy that the
        /// file begins with.
        package let known: Bool
        @Nullable package var code: String?
        @Nullable package var number: String?
        @Nullable package var book: String?
        package let annulled: Bool

        static let unknown = Register(known: false, annulled: false)
    }

    package let file: String
    /// At least one signature, all of them hold, and nothing is wrong with the copy as a whole.
    package let valid: Bool
    /// In the order in which the file was signed.
    package let signatures: [SignatureReport]
    package let problems: [CopyProblem]
    package let register: Register
}
