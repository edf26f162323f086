import Hashing
import Spool

// Makes the bytes of a message, once.
//
// Called by dispatch, before the ledger commits the delivery (P2): the digest of the result goes into the commit.
// Trusts the desk's file to be the one whose digest is given, and checks it on the way.
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
        var file = try messages.create(name)
        try file.write(beginning(boundary: boundary))
        try write(attachment, expecting: digest, to: &file)
        try file.write(ending(boundary: boundary))
        return try file.sync()
    }

    /// The same for a message without an attachment. Blocking.
    package func freeze(in messages: Directory, as name: FileName) throws(SpoolFault) -> SyncedFile {
        var file = try messages.create(name)
        try file.write(beginning(boundary: try boundary()))
        return try file.sync()
    }

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
        // Whole lines at a time: only the last piece may be padded.
        let size = Base64.bytesPerLine * 16_384
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        var hash = try Self.hash()
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
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
            do { try hash.update(piece) } catch { throw .hashingUnavailable }
            try file.write(Base64.lines(piece))
            offset += filled
            if filled < size { break }
        }
        let found: Digest
        do { found = try hash.finalize() } catch { throw .hashingUnavailable }
        guard found == digest else { throw .digestMismatch(path: attachment.path) }
    }

    private static func hash() throws(SpoolFault) -> SHA256 {
        do { return try SHA256() } catch { throw .hashingUnavailable }
    }
}
