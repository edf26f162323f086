import Certification
import Faults
import Glibc
import Hashing
import Spool

// The embedded default: one Maildir that takes all mail (https://cr.yp.to/proto/maildir.html).
//
// Called by dispatch, on a thread that may block.
// Trusts the frozen message only after hashing it on the way.
// Promises: a message is in `new` whole and durable, or not at all; the name follows from the Message-ID, so that a
// repeat after a crash finds the first copy and makes no second.
// Limit: a copy that the reader moved out of the Maildir, or deleted, is not known any more.
package struct MaildirChannel: DeliveryChannel {
    package let name = "maildir"
    private let path: String

    /// - Parameter path: of the Maildir; it is made when it is missing.
    package init(path: String) {
        self.path = path
    }

    /// Blocking.
    package func deliver(_ message: FrozenMessage, to recipient: EmailAddress) -> DeliveryOutcome {
        do {
            let name = try Self.fileName(for: message)
            try put(message, as: name)
            return .accepted(detail: "new/\(name.display)")
        } catch {
            return message.outcome(of: error)
        }
    }

    private func put(_ message: FrozenMessage, as name: FileName) throws(SpoolFault) {
        let maildir = try Directory.make(path: path, mode: 0o700)
        let temporary = try maildir.makeSubdirectory("tmp", mode: 0o700)
        let new = try maildir.makeSubdirectory("new", mode: 0o700)
        let current = try maildir.makeSubdirectory("cur", mode: 0o700)
        if try new.status(of: name) != nil { return }
        if message.isRepeated, try Self.contains(current, name) { return }
        // Left by a crash: the name is this message's own.
        try temporary.remove(name)
        let source = try message.directory.openRegular(message.name)
        // One more name for the bytes that lie ready and that nobody else can change: nothing is copied on one disk.
        if source.isPrivate {
            guard try source.digest() == message.digest else { throw .digestMismatch(path: source.path) }
            if try message.directory.link(message.name, in: new, as: name) { return }
        }
        var copy = try temporary.create(name, mode: 0o600)
        try copy.write(contentsOf: source)
        let synced = try copy.sync()
        guard synced.digest == message.digest else {
            try synced.discard()
            throw .digestMismatch(path: source.path)
        }
        _ = try synced.publish(as: name, in: new)
    }

    /// `<seconds>.C<of the Message-ID>.<host>`: unique without a counter, the same at each attempt.
    private static func fileName(for message: FrozenMessage) throws(SpoolFault) -> FileName {
        let digest: Digest
        do { digest = try SHA256.digest(of: message.messageID.text.utf8) } catch { throw .hashingUnavailable }
        let text = "\(message.date).C\(digest.hex.prefix(32)).\(host)"
        return FileName(bytes: Array(text.utf8.prefix(200))) ?? "message"
    }

    /// The mail reader has seen it: then flags follow the name.
    private static func contains(_ current: Directory, _ name: FileName) throws(SpoolFault) -> Bool {
        var entries = try current.entries()
        while let entry = try entries.next() {
            if entry.name == name || entry.name.hasPrefix(name.bytes + [UInt8(ascii: ":")]) { return true }
        }
        return false
    }

    /// The host's name, without the characters that end a name or a path.
    private static let host: String = {
        var buffer = [CChar](repeating: 0, count: 65)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let safe = name.filter { ![UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ",")].contains($0) }
        return safe.isEmpty ? "localhost" : String(decoding: safe, as: UTF8.self)
    }()
}
