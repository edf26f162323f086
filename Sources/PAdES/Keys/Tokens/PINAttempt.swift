import Glibc

/// A PIN file and a token: what must not be brought together again after the token refused.
///
/// The file is known by its inode, size and time of change, never by what is in it.
package struct PINAttempt: Hashable, Sendable {
    package let tokenSerial: String
    package let pinFile: String
    /// Another one as soon as somebody writes the file.
    package let fileVersion: String

    init(tokenSerial: String, pinFile: String, status: stat) {
        self.tokenSerial = tokenSerial
        self.pinFile = pinFile
        let time = status.st_mtim
        fileVersion = "\(status.st_dev):\(status.st_ino):\(status.st_size):\(time.tv_sec).\(time.tv_nsec)"
    }
}

/// Keeps refused PINs in mind when the program ends: a token locks after a few wrong ones, and a service that starts
/// again and again would use them up.
package protocol RefusedPINs: Sendable {
    /// Whether this attempt was refused before. Blocking.
    func contains(_ attempt: PINAttempt) throws -> Bool
    /// Durable on return. Blocking.
    func insert(_ attempt: PINAttempt) throws
    /// Forgets what is known of this PIN file with this token. Blocking.
    func remove(_ attempt: PINAttempt) throws
}
