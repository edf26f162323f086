import COpenSSL
import Glibc

/// Reads the file that holds a key's passphrase: one line, readable by its owner alone.
///
/// Called when the configuration is loaded. Trusts nothing about the file; promises that a file which others can read
/// is refused before its content is looked at.
package enum PassphraseFile {
    private static let limit = 4096

    /// Blocking.
    ///
    /// - Parameter path: the file; a line break at its end is not part of the passphrase.
    /// - Throws: ``KeyFault`` with `exposedPassphrase` when group or others have any permission on it, with
    ///   `passphraseFile` when it cannot be read, is no regular file, or is larger than 4096 octets.
    package static func read(_ path: String) throws(KeyFault) -> Passphrase {
        var status = stat()
        return try read(path, status: &status)
    }

    /// The same, and the status of the very file that was read.
    static func read(_ path: String, status: inout stat) throws(KeyFault) -> Passphrase {
        // Non-blocking, so that a named pipe in the file's place cannot hold the program up.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw KeyFault(.passphraseFile, of: path, detail: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }

        guard fstat(descriptor, &status) == 0 else {
            throw KeyFault(.passphraseFile, of: path, detail: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw KeyFault(.passphraseFile, of: path, detail: "not a regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw KeyFault(.exposedPassphrase, of: path, detail: "mode 0\(mode)")
        }
        guard status.st_size <= limit else {
            throw KeyFault(.passphraseFile, of: path, detail: "larger than \(limit) octets")
        }

        var buffer = [UInt8](repeating: 0, count: limit)
        defer { buffer.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) } }
        let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else {
            throw KeyFault(.passphraseFile, of: path, detail: String(cString: strerror(errno)))
        }
        return Passphrase(withoutLineBreak(buffer[..<count]))
    }

    private static func withoutLineBreak(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var octets = octets
        if octets.last == UInt8(ascii: "\n") { octets.removeLast() }
        if octets.last == UInt8(ascii: "\r") { octets.removeLast() }
        return octets
    }
}
