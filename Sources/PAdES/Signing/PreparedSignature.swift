import Hashing
import PDF

/// The first of three steps: a revision whose signature dictionary stands, with its ByteRange filled in.
///
/// prepared → hashed → signed. Each step consumes the one before: a revision is hashed once, signed once, and what
/// has been signed can no longer be changed.
package struct PreparedSignature: ~Copyable {
    private let field: String
    private let bytes: [UInt8]
    /// Where `bytes` begin in the file.
    private let offset: Int
    /// Where the Contents hex string stands in the file, angle brackets included.
    private let contents: Range<Int>

    /// - Parameters:
    ///   - revision: holds the object of `dictionary`.
    ///   - dictionary: the one whose value is to be signed; a revision may hold several fields, but one new signature.
    /// - Throws: ``SigningFault`` with `software` when the revision has not its slots.
    package init(_ revision: SerializedRevision, dictionary: SignatureDictionary) throws(SigningFault) {
        guard let byteRange = revision.slots[dictionary.byteRangeSlot],
            let contents = revision.slots[dictionary.contentsSlot],
            byteRange.lowerBound >= revision.offset, contents.lowerBound >= revision.offset
        else { throw .software(reason: "the revision has no slots for \(dictionary.field)") }
        let end = revision.offset + revision.bytes.count
        guard byteRange.upperBound <= end, contents.upperBound <= end else {
            throw .software(reason: "the slots of \(dictionary.field) lie outside of the revision")
        }

        var bytes = revision.bytes
        var range = Array("[0 \(contents.lowerBound) \(contents.upperBound) \(end - contents.upperBound)".utf8)
        guard range.count < byteRange.count else {
            throw .software(reason: "the ByteRange of \(dictionary.field) does not fit")
        }
        range += [UInt8](repeating: UInt8(ascii: " "), count: byteRange.count - range.count - 1)
        range.append(UInt8(ascii: "]"))
        let place = byteRange.lowerBound - revision.offset..<byteRange.upperBound - revision.offset
        bytes.replaceSubrange(place, with: range)

        field = dictionary.field
        self.bytes = bytes
        offset = revision.offset
        self.contents = contents
    }

    /// Hashes what the signature covers, going on from a hash of the input: SHA-256 only.
    ///
    /// - Parameter input: a running hash over the input file and nothing else; left as it is.
    package consuming func hashed(
        after input: borrowing SHA256,
        for algorithm: SignatureAlgorithm
    ) throws(SigningFault) -> HashedSignature {
        guard algorithm.digest == .sha256 else {
            throw .software(reason: "a SHA-256 state cannot go on as \(algorithm.digest.rawValue)")
        }
        let (before, after) = (beforeContents, afterContents)
        let digest: Digest
        do throws(HashingUnavailable) {
            var hash = try input.fork()
            try hash.update(before)
            try hash.update(after)
            digest = try hash.finalize()
        } catch {
            throw .software(reason: "no SHA-256")
        }
        return HashedSignature(
            field: field, bytes: bytes, offset: offset, contents: contents, algorithm: algorithm, digest: digest.bytes)
    }

    /// Hashes what the signature covers. Blocking: reads the whole input.
    ///
    /// - Parameter input: the file that the revision extends.
    /// - Throws: ``SigningFault`` with `inputChanged` when its length is not the one the revision was made for.
    package consuming func hashed(
        input: UnsafeRawBufferPointer,
        for algorithm: SignatureAlgorithm
    ) throws(SigningFault) -> HashedSignature {
        guard input.count == offset else {
            throw .inputChanged(field: field, expected: offset, found: input.count)
        }
        let (before, after) = (beforeContents, afterContents)
        let digest = before.withUnsafeBytes { before in
            after.withUnsafeBytes { after in algorithm.digest.digest(of: input, before, after) }
        }
        guard let digest else { throw .software(reason: "no \(algorithm.digest.rawValue)") }
        return HashedSignature(
            field: field, bytes: bytes, offset: offset, contents: contents, algorithm: algorithm, digest: digest)
    }

    private var beforeContents: ArraySlice<UInt8> { bytes[..<(contents.lowerBound - offset)] }
    private var afterContents: ArraySlice<UInt8> { bytes[(contents.upperBound - offset)...] }
}
