import CSystemCalls
import Glibc

/// One connection on the control socket: frames of a length (four bytes, big-endian) and as many bytes.
///
/// A class, because the thread that reads the request and the one that writes the reply are two.
final class ControlConnection: Sendable {
    private let descriptor: Descriptor
    private let path: String

    /// - Parameter descriptor: a connected socket that does not block.
    init(adopting descriptor: consuming Descriptor, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Who is at the other end, as the kernel says.
    func peer() throws(SpoolFault) -> ControlPeer {
        var (process, user, group): (pid_t, uid_t, gid_t) = (0, 0, 0)
        try systemCall(.connect, path) { csys_peer_credentials(descriptor.number, &process, &user, &group) }
        return ControlPeer(processID: process, userID: user, groupID: group)
    }

    /// Blocking, until the deadline.
    ///
    /// - Throws: `controlTimedOut`, `controlInterrupted`, `tooLarge`.
    func receive(limit: Int, until deadline: ContinuousClock.Instant) throws(SpoolFault) -> [UInt8] {
        let count = try read(4, until: deadline).reduce(0) { $0 << 8 | Int($1) }
        guard count <= limit else { throw .tooLarge(path: path, limit: limit) }
        return try read(count, until: deadline)
    }

    /// Blocking, until the deadline.
    ///
    /// - Throws: `controlTimedOut`, `controlInterrupted`, `tooLarge`.
    func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(SpoolFault) {
        guard let count = UInt32(exactly: bytes.count) else { throw .tooLarge(path: path, limit: Int(UInt32.max)) }
        let frame = (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + bytes
        var sent = 0
        while sent < frame.count {
            let written = frame[sent...].withUnsafeBytes {
                Glibc.send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if written > 0 { sent += written } else { try wait(for: Int16(POLLOUT), until: deadline) }
        }
    }

    private func read(_ count: Int, until deadline: ContinuousClock.Instant) throws(SpoolFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: min(count, 1 << 16))
        while bytes.count < count {
            let wanted = min(piece.count, count - bytes.count)
            let received = recv(descriptor.number, &piece, wanted, 0)
            if received == 0 { throw .controlInterrupted(path: path) }
            if received > 0 {
                bytes.append(contentsOf: piece[..<received])
            } else {
                try wait(for: Int16(POLLIN), until: deadline)
            }
        }
        return bytes
    }

    /// After a call that had nothing to do, told by errno.
    private func wait(for event: Int16, until deadline: ContinuousClock.Instant) throws(SpoolFault) {
        guard errno == EAGAIN || errno == EINTR else { throw .controlInterrupted(path: path) }
        guard Self.poll(descriptor.number, event, until: deadline) else { throw .controlTimedOut(path: path) }
    }

    /// - Returns: `false` when the deadline has passed.
    private static func poll(_ number: Int32, _ event: Int16, until deadline: ContinuousClock.Instant) -> Bool {
        let rest = ContinuousClock.now.duration(to: deadline)
        guard rest > .zero else { return false }
        var descriptor = pollfd(fd: number, events: event, revents: 0)
        // Rounded up, and an hour at most a time: the caller comes back until the deadline has passed.
        let (seconds, attoseconds) = min(rest, .seconds(3600)).components
        Glibc.poll(&descriptor, 1, Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
        return true
    }
}
