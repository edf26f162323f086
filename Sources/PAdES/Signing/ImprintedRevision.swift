/// A revision for a document timestamp, hashed; the counterpart of ``HashedSignature``.
package struct ImprintedRevision: ~Copyable {
    private let revision: OpenRevision
    /// SHA-256 of everything that the timestamp covers: what it is asked for.
    package let digest: [UInt8]

    init(revision: consuming OpenRevision, digest: [UInt8]) {
        self.revision = revision
        self.digest = digest
    }

    /// The octets to append, with the token in its place.
    ///
    /// - Parameter token: over ``digest``.
    /// - Throws: ``SigningFault`` with `contentsTooSmall`, or `software` for a token over something else.
    package consuming func serialized(with token: TimestampToken) throws(SigningFault) -> [UInt8] {
        guard token.info.messageImprint.matches(MessageImprint(sha256: digest)) else {
            throw .software(reason: "the timestamp of \(revision.field) is over something else")
        }
        return try revision.closed(with: token.der)
    }
}
