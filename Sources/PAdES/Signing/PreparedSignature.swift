import Hashing
import PDF

/// The first of three steps: a revision whose signature dictionary stands, with its ByteRange filled in.
///
/// prepared → hashed → signed. Each step consumes the one before: a revision is hashed once, signed once, and what
/// has been signed can no longer be changed.
package struct PreparedSignature: ~Copyable {
    private let revision: OpenRevision

    /// - Parameters:
    ///   - revision: holds the object of `dictionary`.
    ///   - dictionary: the one whose value is to be signed; a revision may hold several fields, but one new signature.
    /// - Throws: ``SigningFault`` with `software` when the revision has not its slots.
    package init(
        _ revision: consuming SerializedRevision, dictionary: SignatureDictionary
    ) throws(SigningFault) {
        try self.init(revision, slots: dictionary.slots)
    }

    /// - Parameters and throws: as above, for the value of a document timestamp.
    package init(
        _ revision: consuming SerializedRevision, dictionary: DocumentTimestamp
    ) throws(SigningFault) {
        try self.init(revision, slots: dictionary.slots)
    }

    private init(_ revision: consuming SerializedRevision, slots: SignatureSlots) throws(SigningFault) {
        guard let byteRange = revision.slots[slots.byteRange],
            let contents = revision.slots[slots.contents],
            byteRange.lowerBound >= revision.offset, contents.lowerBound >= revision.offset
        else { throw .software(reason: "the revision has no slots for \(slots.field)") }
        let end = revision.offset + revision.bytes.count
        guard byteRange.upperBound <= end, contents.upperBound <= end else {
            throw .software(reason: "the slots of \(slots.field) lie outside of the revision")
        }

        var bytes = revision.takeBytes()
        var range = Array("[0 \(contents.lowerBound) \(contents.upperBound) \(end - contents.upperBound)".utf8)
        guard range.count < byteRange.count else {
            throw .software(reason: "the ByteRange of \(slots.field) does not fit")
        }
        range += [UInt8](repeating: UInt8(ascii: " "), count: byteRange.count - range.count - 1)
        range.append(UInt8(ascii: "]"))
        let place = byteRange.lowerBound - revision.offset..<byteRange.upperBound - revision.offset
        bytes.replaceSubrange(place, with: range)

        self.revision = OpenRevision(
            field: slots.field, bytes: bytes, offset: revision.offset, contents: contents,
            successor: revision.successor)
    }

    /// Hashes what the signature covers, going on from a hash of the input: SHA-256 only.
    ///
    /// - Parameters:
    ///   - input: a running hash over the input file and nothing else; left as it is.
    ///   - length: of the input file.
    /// - Throws: ``SigningFault`` with `inputChanged` when its length is not the one the revision was made for.
    package consuming func hashed(
        after input: borrowing SHA256,
        length: Int,
        for algorithm: SignatureAlgorithm
    ) throws(SigningFault) -> HashedSignature {
        guard algorithm.digest == .sha256 else {
            throw .software(reason: "a SHA-256 state cannot go on as \(algorithm.digest.rawValue)")
        }
        let digest = try digest(after: input, length: length)
        return HashedSignature(revision: revision, algorithm: algorithm, digest: digest)
    }

    /// Hashes what the signature covers. Blocking: reads the whole input.
    ///
    /// - Parameter input: the file that the revision extends.
    /// - Throws: ``SigningFault`` with `inputChanged` when its length is not the one the revision was made for.
    package consuming func hashed(
        input: UnsafeRawBufferPointer,
        for algorithm: SignatureAlgorithm
    ) throws(SigningFault) -> HashedSignature {
        let digest = try digest(input: input, algorithm.digest)
        return HashedSignature(revision: revision, algorithm: algorithm, digest: digest)
    }

    /// Hashes what a document timestamp covers, with SHA-256.
    ///
    /// - Parameters and throws: as of ``hashed(after:length:for:)``.
    package consuming func imprinted(
        after input: borrowing SHA256, length: Int
    ) throws(SigningFault) -> ImprintedRevision {
        let digest = try digest(after: input, length: length)
        return ImprintedRevision(revision: revision, digest: digest)
    }

    private borrowing func digest(after input: borrowing SHA256, length: Int) throws(SigningFault) -> [UInt8] {
        guard length == revision.offset else {
            throw .inputChanged(field: revision.field, expected: revision.offset, found: length)
        }
        do throws(HashingUnavailable) {
            return try revision.digest(after: input).bytes
        } catch {
            throw .software(reason: "no SHA-256")
        }
    }

    private borrowing func digest(
        input: UnsafeRawBufferPointer,
        _ algorithm: DigestAlgorithm
    ) throws(SigningFault) -> [UInt8] {
        guard input.count == revision.offset else {
            throw .inputChanged(field: revision.field, expected: revision.offset, found: input.count)
        }
        let digest = revision.withSignedBytes { before, after in algorithm.digest(of: input, before, after) }
        guard let digest else { throw .software(reason: "no \(algorithm.rawValue)") }
        return digest
    }
}
