import Faults
import Glibc

/// Reads the file that holds a password or a token: one line, readable by its owner alone.
///
/// Called for each connection. Trusts nothing about the file; promises that a file which others can read is not used.
package enum SecretFile {
    private static let limit = 4096

    /// A secret that cannot be had.
    package struct Trouble: Error {
        package let wording: Wording
    }

    /// Blocking.
    ///
    /// - Parameter path: absolute; a line break at the file's end is not part of the secret.
    package static func text(_ path: String) throws(Trouble) -> String {
        // Non-blocking, so that a named pipe in the file's place cannot hold the program up.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw trouble(path, String(cString: strerror(errno))) }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw trouble(path, "not a regular file")
        }
        guard status.st_mode & 0o077 == 0 else { throw exposed(path) }
        var buffer = [UInt8](repeating: 0, count: limit + 1)
        let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard (1...limit).contains(count) else { throw trouble(path, "empty, or larger than \(limit) octets") }
        let text = String(decoding: buffer[..<count], as: UTF8.self)
        let line = text.prefix { !$0.isNewline }
        // A second line, or a control character, would end a header field.
        guard text.dropFirst(line.count).allSatisfy(\.isNewline), !line.isEmpty,
            !line.utf8.contains(where: { $0 < 0x20 })
        else { throw trouble(path, "not one line of text") }
        return String(line)
    }

    static func read(_ path: String) throws(SMTPFailure) -> String {
        do throws(Trouble) { return try text(path) } catch { throw .unusable(error.wording) }
    }

    private static func trouble(_ path: String, _ detail: String) -> Trouble {
        Trouble(
            wording: Wording(
                vi: "Không đọc được tệp bí mật \(path) (\(detail)).",
                en: "The secret file \(path) is of no use: \(detail).")
        )
    }

    private static func exposed(_ path: String) -> Trouble {
        Trouble(
            wording: Wording(
                vi: "Người khác đọc được tệp bí mật \(path); chạy: chmod 600 '\(path)'.",
                en: "Others can read the secret file \(path); run: chmod 600 '\(path)'."
            )
        )
    }
}
