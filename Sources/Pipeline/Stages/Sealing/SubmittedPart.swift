import Glibc
import Hashing
import Spool

/// The file as the officer submitted it, at the head of the file that the leader signed: a signature is appended.
enum SubmittedPart {
    /// What the first object of an appended revision ends its first line with.
    private static let mark = Array(" obj\n".utf8)

    /// Where the submitted file ends. Blocking: reads the whole file.
    ///
    /// - Parameter digest: of the submitted file.
    /// - Returns: its length in octets; `nil` when the file does not begin with it.
    static func length(in file: UnsafeRawBufferPointer, digest: Digest) throws(HashingUnavailable) -> Int? {
        var hash = try SHA256()
        var (hashed, position) = (0, 0)
        while let found = next(from: position, in: file) {
            position = found + mark.count
            guard let start = startOfLine(endingAt: found, in: file) else { continue }
            // The revision may have ended an unended line first.
            for end in [start - 1, start] where end >= hashed {
                try hash.update(UnsafeRawBufferPointer(rebasing: file[hashed..<end]))
                hashed = end
                if try hash.fork().finalize() == digest { return end }
            }
        }
        return nil
    }

    /// Where ` obj` stands at the end of a line.
    private static func next(from start: Int, in file: UnsafeRawBufferPointer) -> Int? {
        guard let base = file.baseAddress else { return nil }
        var position = start
        while position < file.count, let found = memchr(base + position, 0x0A, file.count - position) {
            let end = UnsafeRawPointer(found) - base
            let begin = end + 1 - mark.count
            if begin >= start, file[begin...end].elementsEqual(mark) { return begin }
            position = end + 1
        }
        return nil
    }

    /// - Returns: where `12 0` begins before ` obj`; `nil` when something else stands there.
    private static func startOfLine(endingAt end: Int, in file: UnsafeRawBufferPointer) -> Int? {
        var start = end
        while start > 0, file[start - 1] == UInt8(ascii: " ") || isDigit(file[start - 1]) { start -= 1 }
        return start < end && start > 0 ? start : nil
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) }
}
