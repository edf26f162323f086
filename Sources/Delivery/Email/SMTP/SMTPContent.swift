import Glibc
import Hashing
import Spool

/// The lines of a frozen message as they go over the wire (RFC 5321, 2.3.8 and 4.5.2): ended by CR LF, a dot at the
/// beginning of a line doubled.
struct SMTPContent {
    private var isAtLineStart = true

    /// Appends a piece of the message, whose lines end with LF.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to wire: inout [UInt8]) {
        var rest = bytes
        while let start = rest.baseAddress, rest.count > 0 {
            if isAtLineStart, rest[0] == UInt8(ascii: ".") { wire.append(UInt8(ascii: ".")) }
            guard let end = memchr(start, Int32(UInt8(ascii: "\n")), rest.count) else {
                wire.append(contentsOf: rest)
                isAtLineStart = false
                return
            }
            let length = UnsafeRawPointer(end) - start
            wire.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length))
            wire.append(UInt8(ascii: "\r"))
            wire.append(UInt8(ascii: "\n"))
            isAtLineStart = true
            rest = UnsafeRawBufferPointer(rebasing: rest[(length + 1)...])
        }
    }

    /// What ends the message.
    var ending: [UInt8] { Array((isAtLineStart ? ".\r\n" : "\r\n.\r\n").utf8) }

    /// A message looked through once before anything of it is sent. Blocking.
    ///
    /// - Returns: its digest, and its size in octets as RFC 1870 counts them: with CR LF, without doubled dots.
    static func measure(_ source: borrowing ReadableFile) throws(SpoolFault) -> (digest: Digest, size: Int) {
        var hash: SHA256
        do { hash = try SHA256() } catch { throw .hashingUnavailable }
        var size = 0
        try source.forEachChunk { (chunk) throws(SpoolFault) in
            do { try hash.update(chunk) } catch { throw .hashingUnavailable }
            size += chunk.count + chunk.count { $0 == UInt8(ascii: "\n") }
        }
        do { return (try hash.finalize(), size) } catch { throw .hashingUnavailable }
    }
}
