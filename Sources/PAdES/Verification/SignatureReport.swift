/// What there is to say of one signature in a file; the JSON of `verify --json`.
package struct SignatureReport: Sendable, Codable, Equatable {
    package enum Kind: String, Sendable, Codable {
        case signature
        /// Of the whole file as it was, by a timestamping authority (ETSI.RFC3161).
        case documentTimestamp = "document-timestamp"
    }

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

    /// What the file says of the revocation of the certificates below the root, at the time that counts.
    package enum Revocation: String, Sendable, Codable {
        case good
        case revoked
        /// The file carries no answer, or none that speaks for that time.
        case unknown
    }

    /// What a certifying signature allows to come after it (DocMDP).
    package enum Permission: String, Sendable, Codable {
        case nothing
        case formFilling = "form-filling"
        case annotations

        init(_ permission: ModificationRules.Permission) {
            self =
                switch permission {
                case .nothing: .nothing
                case .formFilling: .formFilling
                case .annotations: .annotations
                }
        }
    }

    /// Fully qualified.
    package let field: String
    package let kind: Kind
    /// The common name in the signer's certificate, not what the signature dictionary claims.
    package let signer: String?
    /// Claimed by the signer, RFC 3339 with the offset that was written; a document timestamp's own time, in UTC.
    package let at: String?
    /// What was signed is what is there, and this certificate's key signed it.
    package let intact: Bool
    /// The certificate led to one of the given roots, was not revoked and could sign when the signature was made, as
    /// far as that is proven, else now.
    package let trusted: Bool
    /// The root's name if trusted.
    package let trustAnchor: String?
    package let revocation: Revocation
    /// The signature's own timestamp; the earliest, if there are several.
    package let timestamp: TimestampReport?
    /// When trusted timestamps prove that the signature existed, RFC 3339 in UTC.
    package let provenAt: String?
    /// Nil for a signature that certifies nothing.
    package let permission: Permission?
    package let coverage: Coverage
    /// Where what the signature covers ends, in octets; nil where ``coverage`` is invalid.
    package let coveredEnd: Int?
    package let changes: Changes
    /// Fields that were filled in or signed afterwards.
    package let filled: [String]
    /// What changed beyond filling in and signing, or against the signature's own rules.
    package let changed: [DocumentChange]
    package let problems: [SignatureProblem]

    enum CodingKeys: String, CodingKey {
        case field, kind, signer, at, intact, trusted, trustAnchor, revocation, timestamp, provenAt, permission
        case coverage, coveredEnd, changes, filled, changed, problems
    }

    /// Whether the signature holds: intact, trusted, nothing came after but what may, and no timestamp that lies.
    package var isValid: Bool {
        intact && trusted && (changes == .none || changes == .formFillingAndSigning) && problems.isEmpty
    }
}
