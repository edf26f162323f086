import Hashing
import Spool

// Makes the bytes of a message, once.
//
// Called by dispatch, before the ledger commits the delivery (P2): the digest of the result goes into the commit.
// Trusts nobody to change the desk's file, and checks that it is the one whose digest is given.
// Promises: the same message and attachment give the same bytes; memory does not grow with the attachment.
extension MailMessage {
    /// Writes the message with its attachment into a work folder. Blocking.
    ///
    /// - Parameters:
    ///   - attachment: the certified copy.
    ///   - digest: what the ledger says of it.
    ///   - messages: the folder ``SpoolFolder/messages``.
    /// - Throws: ``SpoolFault/digestMismatch(path:)`` when the attachment is not the expected file; the faults of
    ///   reading, writing and syncing.
    package func freeze(
        attaching attachment: borrowing ReadableFile,
        expecting digest: Digest,
        in messages: Directory,
        as name: FileName
    ) throws(SpoolFault) -> SyncedFile {
        let boundary = try boundary()
        var file = try messages.create(name, mode: 0o400, cached: attachment.size < Self.large)
        try file.write(beginning(boundary: boundary))
        try write(attachment, expecting: digest, to: &file)
        try file.write(ending(boundary: boundary))
        return try file.sync()
    }

    /// The same for a message without an attachment. Blocking.
    package func freeze(in messages: Directory, as name: FileName) throws(SpoolFault) -> SyncedFile {
        var file = try messages.create(name, mode: 0o400)
        try file.write(beginning(boundary: try boundary()))
        return try file.sync()
    }

    /// From this size of the attachment on, in octets, the message does not take the place of other files in memory: it is
    /// read once at most, and the medium hands it out faster than any network takes it.
    private static let large = 1 << 20

    /// `=_` occurs neither in quoted-printable nor in base64, so no part can contain the boundary.
    private func boundary() throws(SpoolFault) -> String {
        do { return "=_" + (try SHA256.digest(of: messageID.text.utf8)).hex.prefix(32) } catch {
            throw .hashingUnavailable
        }
    }

    private func write(
        _ attachment: borrowing ReadableFile,
        expecting digest: Digest,
        to file: inout NewFile
    ) throws(SpoolFault) {
        guard try attachment.digest() == digest else { throw .digestMismatch(path: attachment.path) }
        // Whole lines at a time: only the last piece may be padded. Piece and text together stay in the processor's cache.
        let size = Base64.bytesPerLine * 2048
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        let text = UnsafeMutableRawBufferPointer.allocate(byteCount: Base64.lengthOfLines(size), alignment: 16)
        defer { text.deallocate() }
        var offset = 0
        while true {
            var filled = 0
            while filled < size {
                let count = try attachment.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]),
                    at: offset + filled
                )
                if count == 0 { break }
                filled += count
            }
            try file.write(Base64.write(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), to: text))
            offset += filled
            if filled < size { break }
        }
    }
}
