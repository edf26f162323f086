import Delivery
import Foundation
import Spool
import TestSupport
import Testing

struct BounceTests {
    private static func report(_ text: String) -> DeliveryReport? { DeliveryReport(mail: Array(text.utf8)) }

    @Test("A report of failure names its message and the reason; everything else is no bounce")
    func reports() throws {
        let report = try #require(Self.report(Bounce.text(of: "1.1@a.example")))
        #expect(report.messageID.text == "1.1@a.example")
        #expect(report.reason == "5.1.1 550 5.1.1 <thu@example.vn>: Recipient address rejected: User unknown")
        #expect(Self.report(Bounce.text(of: "1.1@a.example").replacing("\n", with: "\r\n")) == report)
        #expect(Self.report(Bounce.text(of: "1.1@a.example", action: "delayed", status: "4.4.1")) == nil)
        #expect(Self.report(Bounce.text(of: "not an id")) == nil)
        #expect(
            Self.report("Subject: thank you\n\nAction: failed\nStatus: 5.0.0\nMessage-ID: <1.1@a.example>\n") == nil)
        #expect(Self.report("") == nil)
    }

    private final class Collector: @unchecked Sendable {
        var ids: [String] = []
    }

    private static func read(_ box: BounceBox) async throws -> [String] {
        let collector = Collector()
        try await box.read { collector.ids.append($0.messageID.text) }
        return collector.ids
    }

    @Test("A mail that cannot be handled keeps no other back, and is told of")
    func stubborn() async throws {
        let root = try TemporaryDirectory()
        for folder in ["new", "cur"] {
            try FileManager.default.createDirectory(atPath: root.file(folder), withIntermediateDirectories: false)
        }
        // Another mail has its name already.
        for place in ["new/0", "cur/0:2,S"] { _ = try root.write(Array("Subject: hello\n\nhello\n".utf8), to: place) }
        _ = try root.write(Array(Bounce.text(of: "1@a.example").utf8), to: "new/1")
        let collector = Collector()
        await #expect(throws: SpoolFault.self) {
            try await BounceBox(.maildir(root.path)).read { collector.ids.append($0.messageID.text) }
        }
        #expect(collector.ids == ["1@a.example"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.file("cur")).sorted() == ["0:2,S", "1:2,S"])
    }

    @Test("A Maildir's new mails are read once and kept")
    func maildir() async throws {
        let root = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: root.file("new"), withIntermediateDirectories: false)
        _ = try root.write(Array(Bounce.text(of: "1@a.example").utf8), to: "new/1")
        _ = try root.write(Array("Subject: hello\n\nhello\n".utf8), to: "new/2")
        _ = try root.write([], to: "new/3")
        let box = BounceBox(.maildir(root.path))
        #expect(try await Self.read(box) == ["1@a.example"])
        #expect(try await Self.read(box).isEmpty)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: root.file("cur")).sorted() == [
                "1:2,S", "2:2,S", "3:2,S",
            ])
    }

    @Test("An mbox is read whole whenever it has grown")
    func mbox() async throws {
        let root = try TemporaryDirectory()
        let box = BounceBox(.mbox(root.file("bounces")))
        #expect(try await Self.read(box).isEmpty)
        let first = "From MAILER-DAEMON Mon Nov 23 09:30:00 2026\n" + Bounce.text(of: "1@a.example") + "\n"
        _ = try root.write(Array(first.utf8), to: "bounces")
        #expect(try await Self.read(box) == ["1@a.example"])
        #expect(try await Self.read(box).isEmpty)
        let second = first + "From MAILER-DAEMON Mon Nov 23 09:31:00 2026\n" + Bounce.text(of: "2@a.example") + "\n"
        _ = try root.write(Array(second.utf8), to: "bounces")
        #expect(try await Self.read(box) == ["1@a.example", "2@a.example"])
    }
}
