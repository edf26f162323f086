import Foundation
import TestSupport
import Testing

/// The gestures table: what each move means.
struct GestureTests {
    /// A dossier on a desk, and the daemon that watches.
    private static func desk(
        _ desk: String,
        _ office: OfficeFixture,
        note: String = "gesture"
    ) async throws -> String {
        try office.drop(Scan.pdf(note), "inbox/giay-to-khac__\(note)@example.vn.pdf")
        try office.run("run", "--once").requireSuccess()
        let code = try #require(try office.dossiers().last?.code)
        let commands = ["scanned": [], "awaiting-signature": ["submit"], "awaiting-seal": ["submit", "sign"]]
        for command in commands[desk] ?? ["submit", "sign", "stamp"] { try office.run(command, code).requireSuccess() }
        return code
    }

    @Test("a straight drop into awaiting-signature submits")
    func straightDrop() async throws {
        let office = try OfficeFixture()
        let code = try await Self.desk("scanned", office)
        let daemon = try Daemon(office)
        try await office.move(code, "scanned", to: "awaiting-signature")
        try await patiently("submitted") { try office.dossier(code).state == "awaiting-signature" }
        #expect(try office.document(code, in: "awaiting-signature") != nil)
        #expect(try await daemon.stop() == 0)
    }

    @Test(
        "a form that is moved with the document is the one that counts",
        arguments: ["awaiting-signature", "scanned/submit"]
    )
    func formAlong(target: String) async throws {
        let office = try OfficeFixture()
        let code = try await Self.desk("scanned", office)
        let form = try office.text("spool/scanned/\(code).yaml")
        try office.drop(form.replacing("note:", with: "note: Gấp").utf8, "spool/\(target)/\(code).yaml")
        try FileManager.default.removeItem(atPath: office.path("spool/scanned/\(code).yaml"))
        try await office.move(code, "scanned", to: target)
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).note == "Gấp")
        #expect(try office.files("spool/\(target)").filter { $0.hasSuffix(".yaml") }.isEmpty)
    }

    @Test("copies instead of moves count once, and nothing is lost", arguments: [1, 3])
    func copies(count: Int) async throws {
        let office = try OfficeFixture()
        let code = try await Self.desk("scanned", office)
        let daemon = try Daemon(office)
        try await daemon.open()
        let desks = [
            ("scanned", "scanned/submit"), ("awaiting-signature", "awaiting-signature/sign"),
            ("awaiting-seal", "awaiting-seal/stamp"),
        ]
        for (desk, gesture) in desks {
            let name = URL(fileURLWithPath: try await office.arrival(code, in: desk)).lastPathComponent
            for ordinal in 1...count {
                let copyName = ordinal == 1 ? name : name.replacing(".pdf", with: " (\(ordinal)).pdf")
                try await office.copy(code, desk, to: gesture, as: copyName)
            }
            try await patiently("gesture folder \(gesture) is empty") { try office.files("spool/\(gesture)").isEmpty }
        }
        try await office.delivery(of: code)
        let row = try office.dossier(code)
        #expect(row.history.map(\.kind).filter { $0 != "number" } == ["take-in", "submit", "sign", "stamp", "deliver"])
        #expect(row.number == "1/ĐT")
        #expect(try Mail.all(in: office.path("mail")).count == 1)
        #expect(try await daemon.stop() == 0)
        #expect(try office.run("audit").status == 0)
        for (desk, _) in desks { #expect(try office.document(code, in: desk) == nil, "\(desk)") }
    }

    @Test("reject takes its reason from the text beside the document, whichever comes first", arguments: [true, false])
    func rejectionReason(textFirst: Bool) async throws {
        let office = try OfficeFixture(settle: "700ms")
        let code = try await Self.desk("awaiting-signature", office)
        let daemon = try Daemon(office)
        try await daemon.open()
        let reason = "spool/awaiting-signature/reject/\(code).txt"
        if textFirst { try office.drop("Thiếu trang 2\n".utf8, reason) }
        try await office.move(code, "awaiting-signature", to: "awaiting-signature/reject")
        if !textFirst { try office.drop("Thiếu trang 2\n".utf8, reason) }
        try await office.arrival(code, in: "scanned/rejected")
        try await patiently("the reason") { office.exists("spool/scanned/rejected/\(code).reason.txt") }
        #expect(try office.text("spool/scanned/rejected/\(code).reason.txt").contains("Thiếu trang 2"))
        #expect(try office.dossier(code).reason == "Thiếu trang 2")
        try await patiently("the text is kept") { try office.files("spool/awaiting-signature/reject").isEmpty }
        #expect(try office.text("spool/.state/kept/\(code).txt") == "Thiếu trang 2\n")
        #expect(try await daemon.stop() == 0)
    }

    @Test("a rejected dossier is cancelled, or edited, scanned anew and submitted again")
    func afterRejection() async throws {
        let office = try OfficeFixture()
        let code = try await Self.desk("awaiting-signature", office)
        let old = try office.contents(try await office.arrival(code, in: "awaiting-signature"))
        try office.run("reject", code, "--reason", "Mờ").requireSuccess()
        let scan = office.outside("scan anew.pdf")
        try Data(Scan.pdf("anew")).write(to: URL(fileURLWithPath: scan))
        let edited = try office.run("edit", code, "--scan", scan, "--email", "new@example.vn", "--copies", "2")
        #expect(edited.status == 0, "\(edited)")
        let form = try office.text("spool/scanned/rejected/\(code).yaml")
        try office.drop(form.replacing("copies: 2", with: "copies: 4").utf8, "spool/scanned/rejected/\(code).yaml")
        try await office.move(code, "scanned/rejected", to: "scanned/submit")
        try office.run("run", "--once").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "awaiting-signature" && row.copies == 4 && row.applicant?.email == "new@example.vn")
        #expect(row.originalName == "scan anew.pdf")
        #expect(try office.contents(row.path) == Scan.pdf("anew"))
        #expect(try office.census().contents[old] == 1, "the scan that was rejected is kept")
        #expect(!office.exists("spool/scanned/rejected/\(code).reason.txt"))

        let other = try await Self.desk("scanned", office, note: "other")
        try office.drop("Người dân rút hồ sơ".utf8, "spool/scanned/cancel/\(other).txt")
        try await office.move(other, "scanned", to: "scanned/cancel")
        try office.run("run", "--once").requireSuccess()
        let cancelled = try office.dossier(other)
        #expect(cancelled.state == "cancelled" && cancelled.reason == "Người dân rút hồ sơ")
        #expect(try office.contents(cancelled.path) == Scan.pdf("other"))
    }

    @Test("resend, moved or copied, sends the same copy again")
    func resend() async throws {
        let office = try OfficeFixture()
        let code = try await Self.desk("delivered", office)
        try office.run("run", "--once").requireSuccess()
        try await office.move(code, try office.sent, to: "outbox/resend")
        try office.run("run", "--once").requireSuccess()
        try await office.copy(code, try office.sent, to: "outbox/resend")
        try office.run("run", "--once").requireSuccess()
        try office.run("resend", code, "--email", "other@example.vn").requireSuccess()
        let mails = try Mail.all(in: office.path("mail"))
        #expect(mails.map(\.to).sorted() == Array(repeating: "gesture@example.vn", count: 3) + ["other@example.vn"])
        #expect(Set(mails.map(\.messageID)).count == 4 && Set(mails.flatMap(\.attachments).map(\.sha256)).count == 1)
        let row = try office.dossier(code)
        #expect(row.state == "delivered" && row.deliveries.count == 4)
        #expect(try office.run("audit").status == 0)
    }

    @Test("several signers: each signs by a folder of their own, one alone by either way")
    func signers() async throws {
        let office = try OfficeFixture()
        let first = try await Self.desk("awaiting-signature", office)
        try FileManager.default.createDirectory(
            atPath: office.path("spool/awaiting-signature/sign/chu-tich"), withIntermediateDirectories: false)
        try await office.move(first, "awaiting-signature", to: "awaiting-signature/sign/chu-tich")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(first).signer == "Nguyễn Văn A")

        try office.configure { text in
            let deputy = """
                  - id: pho-chu-tich
                    name: Trần Thị B
                    title: KT. CHỦ TỊCH
                    key: {pkcs12: pki/leader.p12, passphrase-file: pki/leader.pass}
                    image: pki/leader.png

                seal:
                """
            return text.replacing("seal:\n", with: deputy + "\n")
        }
        let code = try await Self.desk("awaiting-signature", office, note: "second")
        try await office.move(code, "awaiting-signature", to: "awaiting-signature/sign")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.text("spool/awaiting-signature/\(code).reason.txt").contains("nhiều người ký"))
        try await office.move(code, "awaiting-signature", to: "awaiting-signature/sign/pho-chu-tich")
        try office.run("run", "--once").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "awaiting-seal" && row.signer == "Trần Thị B")
        #expect(!office.exists("spool/awaiting-signature/\(code).reason.txt"))
        let text = try Tool.run("pdftotext", [office.path(row.path), "-"]).output
        #expect(text.contains("KT. CHỦ TỊCH") && text.contains("Trần Thị B"))

        let third = try await Self.desk("awaiting-signature", office, note: "third")
        #expect(try office.run("sign", third).status == 64)
        #expect(try office.run("sign", third, "--signer", "khong-co").status == 64)
        #expect(try office.run("sign", third, "--signer", "chu-tich").status == 0)
    }

    @Test("several books: the folder says which, also of a book that was opened meanwhile")
    func books() async throws {
        let office = try OfficeFixture()
        let daemon = try Daemon(office, "--log-level", "debug")
        try await daemon.open()
        let watching = { daemon.journal.components(separatedBy: "folders are watched").count - 1 }
        try await patiently("the watch") { watching() == 1 }
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        try office.run(
            "book", "add", "\(year)-2", "--first", "1", "--open", "\(year)-01-01", "--close", "\(year)-12-31"
        ).requireSuccess()
        #expect(office.exists("spool/awaiting-seal/stamp/\(year)-2"))
        try await patiently("the watch of the new book's folder") { watching() == 2 }
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("books")).write(to: URL(fileURLWithPath: scan))
        let code = try office.run("submit", scan, "--type", "ho-chieu", "--email", "a@example.vn").requireSuccess()
            .output.trimmingCharacters(in: .newlines)
        try office.run("sign", code).requireSuccess()
        try await office.move(code, "awaiting-seal", to: "awaiting-seal/stamp")
        let reason = "spool/awaiting-seal/\(code).reason.txt"
        try await patiently("the question which book") { office.exists(reason) }
        try await office.move(code, "awaiting-seal", to: "awaiting-seal/stamp/\(year)-2")
        let path = try await office.delivery(of: code)
        let row = try office.dossier(code)
        #expect(row.book == "\(year)-2/ĐT" && row.path == path)
        #expect(!office.exists(reason))
        #expect(try await daemon.stop() == 0)
    }
}
