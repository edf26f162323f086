import CSystemCalls
import Glibc

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One end of the socket between the inspector and a cell. Owns the descriptor.
///
/// A message is its length in four bytes, big-endian, and that many bytes of JSON; a request carries the document's
/// open descriptor with its first byte (SCM_RIGHTS). Neither end trusts the other's lengths.
struct CellChannel: ~Copyable {
    /// A structure of 100,000 form fields stays below; a cell gone mad does not fill the parent's memory.
    static let largestMessage = 64 << 20
    private static let headerLength = 4

    let socket: CInt

    init(adopting socket: CInt) {
        self.socket = socket
    }

    deinit {
        close(socket)
    }

    /// Sends a message, with an open descriptor if one is given. Blocking while the other end does not read; a request
    /// fits the socket's buffer.
    func send(_ message: some Encodable, descriptor: CInt? = nil) throws(CellFailure) {
        let payload: Data
        do {
            payload = try JSONEncoder().encode(message)
        } catch {
            throw .malformed("\(error)")
        }
        guard payload.count <= Self.largestMessage else { throw .malformed("\(payload.count) bytes") }
        let length = UInt32(payload.count)
        var frame = (0..<Self.headerLength).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
        frame.append(contentsOf: payload)
        var sent = 0
        if let descriptor {
            let count = frame.withUnsafeBytes {
                csystem_send_descriptor(socket, $0.baseAddress, $0.count, descriptor)
            }
            guard count > 0 else { throw .closed }
            sent = count
        }
        while sent < frame.count {
            let count = frame.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress?.advanced(by: sent), $0.count - sent, CInt(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .closed }
            sent += count
        }
    }

    /// The next message and the descriptor that came with it; the caller closes it. Blocking until the other end
    /// speaks, hangs up, or `patience` runs out.
    func receive<Message: Decodable>(
        _ type: Message.Type, patience: Patience = .unlimited
    ) throws(CellFailure) -> (message: Message, descriptor: CInt?) {
        var descriptor: CInt?
        do throws(CellFailure) {
            let header = try read(Self.headerLength, descriptor: &descriptor, patience: patience)
            let length = header.reduce(0) { $0 << 8 | Int($1) }
            guard length <= Self.largestMessage else { throw .malformed("\(length) bytes announced") }
            let payload = try read(length, descriptor: &descriptor, patience: patience)
            return (try decode(payload), descriptor)
        } catch {
            if let descriptor { close(descriptor) }
            throw error
        }
    }

    /// True when an idle cell has hung up, or speaks without being asked.
    var isDisturbed: Bool {
        var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) != 0
    }

    private func decode<Message: Decodable>(_ payload: [UInt8]) throws(CellFailure) -> Message {
        do {
            return try JSONDecoder().decode(Message.self, from: Data(payload))
        } catch {
            throw .malformed("\(error)")
        }
    }

    private func read(_ count: Int, descriptor: inout CInt?, patience: Patience) throws(CellFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            try patience.wait(for: socket)
            var arrived: CInt = -1
            let received = bytes.withUnsafeMutableBytes {
                csystem_receive_descriptor(socket, $0.baseAddress?.advanced(by: filled), $0.count - filled, &arrived)
            }
            if arrived >= 0 {
                if let superfluous = descriptor { close(superfluous) }
                descriptor = arrived
            }
            guard received > 0 else { throw .closed }
            filled += received
        }
        return bytes
    }
}
