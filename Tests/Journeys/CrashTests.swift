import Foundation
import TestSupport
import Testing

/// The daemon is killed again and again while people work by gestures. What survives is everything.
@Suite(.blocking) struct CrashTests {
    @Test func everythingArrivesOnce() async throws {
        let office = try OfficeFixture()
        let count = 20
        for index in 1...count {
            try office.drop(Scan.pdf("crash \(index)"), "inbox/giay-to-khac/giay-to-khac__\(index)@example.vn.pdf")
        }
        for _ in 1...12 {
            let daemon = try Daemon(office, "--log-level", "warning")
            for _ in 0..<Int.random(in: 1...12) {
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...150)))
                try Self.moveSomething(office)
            }
            try await daemon.crash()
        }
        let daemon = try Daemon(office)
        try await daemon.open()
        try await patiently("all delivered") {
            try Self.moveSomething(office)
            return try office.exists("spool/outbox/sent")
                && office.files("spool/\(office.sent)").count { $0.hasSuffix(".pdf") } == count
        }
        #expect(try await daemon.stop() == 0)
        try office.run("run", "--once").requireSuccess()

        let rows = try office.dossiers()
        #expect(rows.count == count && rows.allSatisfy { $0.state == "delivered" })
        #expect(Set(rows.compactMap(\.number)) == Set((1...count).map { "\($0)/ĐT" }))
        #expect(try office.run("audit").status == 0)
        let mails = try Mail.all(in: office.path("mail"))
        #expect(Set(mails.map(\.to)) == Set((1...count).map { "\($0)@example.vn" }))
        // A Maildir recognises a message that comes a second time.
        #expect(mails.count == count && Set(mails.flatMap(\.attachments).map(\.sha256)) == Set(rows.map(\.sha256)))
        #expect(try office.files("inbox/refused").isEmpty)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: office.path("spool/.state/work")).isEmpty)
    }

    @Test("what is refused takes its sidecar along, wherever the program is killed", arguments: 1...5)
    func refusal(call: Int) throws {
        let office = try OfficeFixture()
        try office.drop("document-type: ho-chieu\n".utf8, "inbox/no.yaml")
        try office.drop("no scan".utf8, "inbox/no.pdf")
        let killed = try Tool.run(
            "strace",
            [
                "-f", "-o", "/dev/null", "-e", "trace=renameat2,renameat,rename,unlinkat", "-e",
                "inject=renameat2,renameat,rename,unlinkat:signal=SIGKILL:when=\(call)", Program.path, "run", "--once",
                "--workspace", office.workspace,
            ])
        // strace counts the calls of each thread: the later ones come only where one thread makes them all.
        if call == 1 { #expect(killed.status != 0) }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.files("inbox").isEmpty)
        #expect(
            try office.files("inbox/refused") == [
                "no.pdf", "no.pdf.reason.txt", "no.yaml", "no.yaml.reason.txt",
            ])
        #expect(try office.text("inbox/refused/no.yaml.reason.txt") == office.text("inbox/refused/no.pdf.reason.txt"))
        #expect(try FileManager.default.subpathsOfDirectory(atPath: office.path("spool/.state/work")).isEmpty)
    }

    /// Everybody does what is on their desk; a file that the daemon is taking away just now is not.
    private static func moveSomething(_ office: OfficeFixture) throws {
        let desks = [
            ("scanned", "scanned/submit"), ("awaiting-signature", "awaiting-signature/sign"),
            ("awaiting-seal", "awaiting-seal/stamp"),
        ]
        for (desk, gesture) in desks {
            for name in try office.files("spool/\(desk)") where name.hasSuffix(".pdf") && Bool.random() {
                rename(office.path("spool/\(desk)/\(name)"), office.path("spool/\(gesture)/\(name)"))
            }
        }
    }
}
