/// What there is to say of one signature in a file; the JSON of `verify --json`.
package struct SignatureReport: Sendable, Codable, Equatable {
    package enum Coverage: String, Sendable, Codable {
        case wholeFile = "whole-file"
        /// All of an earlier state of the file; ``SignatureReport/changes`` says what came after.
        case earlierRevision = "earlier-revision"
        /// Not a state of this file at all.
        case invalid
    }

    package enum Changes: String, Sendable, Codable {
        case none
        case formFillingAndSigning = "form-filling-and-signing"
        /// Anything else, named in ``SignatureReport/changed``.
        case other
        /// Not to be told, because the signed part of the file cannot be found or read.
        case unknown
    }

    /// Fully qualified.
    package let field: String
    /// The common name in the signer's certificate, not what the signature dictionary claims.
    package let signer: String?
    /// Claimed by the signer, RFC 3339 with the offset that was written.
    package let at: String?
    /// What was signed is what is there, and this certificate's key signed it.
    package let intact: Bool
    /// The certificate leads to one of the given roots now, and may sign.
    package let trusted: Bool
    /// The root's name if trusted.
    package let trustAnchor: String?
    package let coverage: Coverage
    package let changes: Changes
    /// What changed beyond filling in and signing.
    package let changed: [DocumentChange]
    package let problems: [SignatureProblem]

    enum CodingKeys: String, CodingKey {
        case field, signer, at, intact, trusted, trustAnchor, coverage, changes, changed, problems
    }

    /// Whether the signature holds: intact, trusted, and nothing came after but filling in and signing.
    package var isValid: Bool {
        intact && trusted && (changes == .none || changes == .formFillingAndSigning)
    }
}
