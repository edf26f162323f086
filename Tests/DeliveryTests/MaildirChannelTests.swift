import Certification
import Delivery
import Foundation
import Hashing
import Spool
import TestSupport
import Testing

@Suite struct MaildirChannelTests {
    private static let content = Array("Subject: x\n\nbody\n".utf8)

    private static func message(_ root: borrowing TemporaryDirectory, isRepeated: Bool) throws -> FrozenMessage {
        if access(root.file("1.eml"), F_OK) != 0 { _ = try root.write(content, to: "1.eml") }
        return FrozenMessage(
            messageID: try #require(MessageID(String("1@a.example"))),
            date: 1_795_400_000,
            directory: try Directory.open(path: root.path),
            name: "1.eml",
            digest: try SHA256.digest(of: content),
            isRepeated: isRepeated
        )
    }

    private static func deliver(_ root: borrowing TemporaryDirectory, isRepeated: Bool) throws -> DeliveryOutcome {
        MaildirChannel(path: root.file("mail"))
            .deliver(try message(root, isRepeated: isRepeated), to: try EmailAddress("b@a.example"))
    }

    private static func names(_ root: borrowing TemporaryDirectory, _ folder: String) throws -> [FileName] {
        try Directory.open(path: root.file("mail/" + folder)).names()
    }

    @Test func aRepeatMakesNoSecondCopy() throws {
        let root = try TemporaryDirectory()
        let first = try Self.deliver(root, isRepeated: false)
        #expect(try Self.deliver(root, isRepeated: true) == first)
        let name = try #require(try Self.names(root, "new").first)
        #expect(try Self.names(root, "new").count == 1)
        // The reader has looked at it: it is in cur, with flags.
        #expect(rename(root.file("mail/new/\(name)"), root.file("mail/cur/\(name):2,S")) == 0)
        #expect(try Self.deliver(root, isRepeated: true) == first)
        #expect(try Self.names(root, "new").isEmpty && Self.names(root, "tmp").isEmpty)
    }

    @Test func whatACrashLeftInTmpIsNoObstacle() throws {
        let root = try TemporaryDirectory()
        _ = try Self.deliver(root, isRepeated: false)
        let name = try #require(try Self.names(root, "new").first)
        #expect(rename(root.file("mail/new/\(name)"), root.file("mail/tmp/\(name)")) == 0)
        _ = try Self.deliver(root, isRepeated: true)
        #expect(try Self.names(root, "new") == [name])
        #expect(try Self.names(root, "tmp").isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: root.file("mail/new/\(name)"))) == Data(Self.content))
    }

    /// The message gets one more name; on another disk it is copied.
    @Test func whatNobodyElseCanChangeIsNotCopied() throws {
        let root = try TemporaryDirectory()
        let message = try Self.message(root, isRepeated: false)
        #expect(chmod(root.file("1.eml"), 0o400) == 0)
        let recipient = try EmailAddress("b@a.example")
        guard case .accepted = MaildirChannel(path: root.file("mail")).deliver(message, to: recipient) else {
            Issue.record("not delivered")
            return
        }
        let name = try #require(try Self.names(root, "new").first)
        let (new, frozen) = try (Directory.open(path: root.file("mail/new")), Directory.open(path: root.path))
        let (delivered, made) = (try new.status(of: name), try frozen.status(of: "1.eml"))
        #expect(delivered != nil && delivered == made)
        let other = "/dev/shm/chungthuc-\(UUID().uuidString)"
        // A folder of the test's own: what stays after all is the operating system's to clean.
        defer { try? FileManager.default.removeItem(atPath: other) }
        guard case .accepted = MaildirChannel(path: other).deliver(message, to: recipient) else {
            Issue.record("not delivered to another disk")
            return
        }
        #expect(try Directory.open(path: other + "/new").openRegular(name).digest() == message.digest)
    }

    @Test func damagedOrMissingMessagesAreRefusedAndTroubleWithTheDiskIsTriedAgain() throws {
        let root = try TemporaryDirectory()
        _ = try root.write([1, 2, 3], to: "1.eml")
        guard case .refused = try Self.deliver(root, isRepeated: false) else {
            Issue.record("a damaged message was not refused")
            return
        }
        #expect(try Self.names(root, "new").isEmpty && Self.names(root, "tmp").isEmpty)
        let missing = try Self.message(root, isRepeated: false)
        #expect(unlink(root.file("1.eml")) == 0)
        let recipient = try EmailAddress("b@a.example")
        guard case .refused = MaildirChannel(path: root.file("mail")).deliver(missing, to: recipient) else {
            Issue.record("a missing message was not refused")
            return
        }
        let other = try TemporaryDirectory()
        _ = try other.write([], to: "mail")
        guard case .retryLater = try Self.deliver(other, isRepeated: false) else {
            Issue.record("a file in place of the Maildir is for an administrator to mend")
            return
        }
    }

    @Test(
        arguments: ["openat", "write", "fsync", "renameat2", "mkdirat", "mkdir"].map { ($0, 0o644 as mode_t) }
            + [("linkat", 0o400), ("fsync", 0o400)])
    func killedAtAnyCallARepeatDeliversOnce(call: String, mode: mode_t) throws {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let probe = URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/SpoolProbe"
        var kills = 0
        for occurrence in 1...60 {
            let root = try TemporaryDirectory()
            _ = try Self.message(root, isRepeated: false)
            #expect(chmod(root.file("1.eml"), mode) == 0)
            let arguments = [
                "maildir", root.path, "1.eml", try SHA256.digest(of: Self.content).hex, root.file("mail"),
            ]
            let inject = ["-e", "trace=\(call)", "-e", "inject=\(call):signal=SIGKILL:when=\(occurrence)"]
            let traced = try Tool.run("strace", ["-f", "-qq", "-o", "/dev/null"] + inject + [probe] + arguments)
            if traced.status == 0 { break }
            kills += 1
            #expect(try Tool.run(probe, arguments).status == 0)
            let delivered = try Self.names(root, "new")
            #expect(delivered.count == 1, "\(call) \(occurrence)")
            for name in delivered {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: root.file("mail/new/\(name)")))
                #expect(bytes == Data(Self.content))
            }
        }
        #expect(kills > 0, "\(call) was never made")
    }
}
