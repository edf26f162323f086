import Foundation
import TestSupport
import Testing

/// Copies by SMTP, as office and recipient see it.
@Suite(.blocking) struct SMTPTests {
    @Test("Over TLS with a password: the mail opens elsewhere, the attachment is the sealed copy")
    func wholeWay() throws {
        let server = try MailServer(#"{TLS, "auth": ["office", "s3cret"]}"#)
        let office = try OfficeFixture()
        try Data("s3cret\n".utf8).write(to: URL(fileURLWithPath: office.path("pki/mail.pass")))
        #expect(chmod(office.path("pki/mail.pass"), 0o600) == 0)
        try office.sendMail(
            to: server.address(),
            smtp: "user: office, password-file: pki/mail.pass, ca-file: '\(server.certificate)'",
            email: "    reply-to: motcua@phucuong.example\n"
        )
        let code = try office.stamped("tls", to: "thu@example.vn")
        let row = try office.dossier(code)
        #expect(row.state == "delivered" && row.deliveries.map(\.outcome) == ["accepted"])
        let taken = try server.taken()
        #expect(taken.count == 1 && taken[0].recipient == "thu@example.vn" && taken[0].bare == 0)
        #expect(try !server.heard().contains("AUTH"))
        let mail = try server.mail(taken[0])
        #expect(mail.defects.isEmpty && mail.messageID == "<\(code).1@phucuong.example>")
        #expect(mail.subject == "Bản sao điện tử có chứng thực: Giấy tờ khác, số 1/ĐT")
        #expect(mail.from.contains("UBND xã Phú Cường") && mail.text.contains("Mã hồ sơ: \(code)"))
        #expect(mail.text.contains("register number 1/ĐT"))
        #expect(mail.attachments.map(\.sha256) == [row.sha256])
        #expect(mail.attachments.map(\.name) == ["Giấy tờ khác - chứng thực 1-ĐT.pdf"])
        let raw = String(decoding: try server.message(taken[0]), as: UTF8.self)
        #expect(raw.contains("\r\nReply-To: motcua@phucuong.example\r\n") && raw.contains("text/html"))
        let signatures = try Tool.run("pdfsig", ["-nocert", office.path(row.path)]).output
        #expect(signatures.components(separatedBy: "Signature is Valid").count == 3, "\(signatures)")
        #expect(try office.run("doctor").output.contains("nhận kết nối"))
    }

    @Test("Over TLS from the start, with a password; nothing at all is heard in clear")
    func smtps() throws {
        let server = try MailServer(#"{TLS, "smtps": true, "auth": ["office", "s3cret"]}"#)
        let office = try OfficeFixture()
        try Data("s3cret\n".utf8).write(to: URL(fileURLWithPath: office.path("pki/mail.pass")))
        #expect(chmod(office.path("pki/mail.pass"), 0o600) == 0)
        try office.sendMail(
            to: server.address("smtps"),
            smtp: "user: office, password-file: pki/mail.pass, ca-file: '\(server.certificate)'"
        )
        let code = try office.stamped("smtps", to: "thu@example.vn")
        #expect(try office.dossier(code).state == "delivered")
        #expect(try server.taken().map(\.id) == ["\(code).1@phucuong.example"])
        #expect(try server.heard().isEmpty)
        #expect(try office.run("doctor").output.contains("nhận kết nối"))
    }

    @Test("Refused for good: failed with the server's words, and sent again to a corrected address")
    func refusedAndResent() throws {
        let server = try MailServer()
        let office = try OfficeFixture()
        try office.sendMail(to: server.address())
        let code = try office.stamped("refused", to: "rcpt-550@example.vn")
        let failed = try office.dossier(code)
        #expect(failed.state == "undeliverable" && failed.deliveries.map(\.outcome) == ["refused"])
        #expect(failed.reason?.contains("550 5.5.0 told to say so") == true)
        #expect(try office.document(code, in: "outbox/failed") != nil)
        #expect(try office.text("spool/outbox/failed/\(code).reason.txt").contains("550 5.5.0 told to say so"))
        #expect(try office.run("resend", code, "--email", "nobody").status == 65)
        try office.run("resend", code, "--email", "thu@example.vn").requireSuccess()
        let sent = try office.dossier(code)
        #expect(
            sent.state == "delivered" && sent.reason == nil
                && sent.deliveries.map(\.outcome) == ["refused", "accepted"])
        #expect(try server.taken().map(\.recipient) == ["thu@example.vn"])
        #expect(!office.exists("spool/outbox/failed/\(code).reason.txt"))
        #expect(try office.files("spool/.state/messages").isEmpty)
        #expect(try office.run("audit").status == 0)
    }

    @Test("Put off, cut off, stalled: sent once when the server is well again; dropped after the dot: the same message")
    func faults() async throws {
        let faults = [
            "rcpt-450", "data-451", "end-452", "rcpt-421", "data-close", "data-body", "end-close", "end-drop",
        ]
        let server = try MailServer(
            #"{"faults": {"greeting": ["421", "close"], "ehlo": ["close"], "mail": ["450", "close"]}}"#)
        let office = try OfficeFixture()
        try office.sendMail(to: server.address(), smtp: "starttls: none, patience: 20s")
        let daemon = try Daemon(office)
        try await daemon.open()
        var codes: [String: String] = [:]
        for fault in faults { codes[fault] = try office.stamped(fault, to: "\(fault)-once@example\(fault.count).vn") }
        for code in codes.values { try await office.reaches("delivered", code) }
        let taken = try server.taken()
        for (fault, code) in codes {
            let mine = taken.filter { $0.id == "\(code).1@phucuong.example" }
            #expect(mine.count == (fault == "end-drop" ? 2 : 1), "\(fault)")
            #expect(Set(mine.map(\.sha256)).count == 1)
            let outcomes = try office.outcomes(code)
            #expect(
                outcomes.last == "accepted" && outcomes.dropLast().allSatisfy { $0 == "deferred" } && outcomes.count > 1
            )
        }
        #expect(try await daemon.stop() == 0)
    }

    @Test("A server that is down: everything waits, doctor says so in one line, and the age ends it")
    func outage() async throws {
        let office = try OfficeFixture()
        let settings = "  retry-after: 200ms\n  notice-after: 1ms\n  retry-for: 1h\n"
        try office.sendMail(to: "smtp://127.0.0.1:1", delivery: settings)
        let code = try office.stamped("down", to: "thu@example.vn")
        let row = try office.dossier(code)
        #expect(row.state == "outbox" && row.deliveries.map(\.outcome) == ["deferred"])
        #expect(try office.text("spool/outbox/\(code).reason.txt").contains("Chưa gửi được sau 1 lần thử"))
        #expect(try office.run("list").output.contains("(gửi chậm)"))
        let doctor = try office.run("doctor")
        #expect(doctor.status == 69 && doctor.output.contains("không nhận kết nối"), "\(doctor.output)")
        #expect(doctor.output.contains("\(code) chưa gửi được"))
        try office.configure { $0.replacing("retry-for: 1h", with: "retry-for: 1ms") }
        try await patiently("the delivery is given up") {
            try office.run("run", "--once").requireSuccess()
            return try office.dossier(code).state == "undeliverable"
        }
        #expect(try office.text("spool/outbox/failed/\(code).reason.txt").contains("không nhận kết nối"))
        #expect(!office.exists("spool/outbox/\(code).reason.txt"))
    }

    @Test("What is wrong with the server is one line in doctor, and no password goes out")
    func doctor() throws {
        let office = try OfficeFixture()
        try Data("wrong\n".utf8).write(to: URL(fileURLWithPath: office.path("pki/mail.pass")))
        #expect(chmod(office.path("pki/mail.pass"), 0o600) == 0)
        let stripped = try MailServer(#"{"auth": ["office", "s3cret"]}"#)
        try office.sendMail(to: stripped.address(), smtp: "user: office, password-file: pki/mail.pass")
        func lines() throws -> [Substring] {
            let doctor = try office.run("doctor")
            #expect(doctor.status == 69)
            return doctor.output.split(separator: "\n").filter { $0.hasPrefix("✗") }
        }
        var found = try lines()
        #expect(found.count == 1 && found[0].contains("STARTTLS"), "\(found)")
        #expect(try !stripped.heard().contains("AUTH"))
        let server = try MailServer(#"{TLS, "auth": ["office", "s3cret"]}"#)
        try office.configure { $0.replacing(stripped.address(), with: server.address()) }
        found = try lines()
        #expect(found.count == 1 && found[0].contains("chứng thư TLS không tin cậy được"), "\(found)")
        try office.configure {
            $0.replacing("pki/mail.pass}", with: "pki/mail.pass, ca-file: '\(server.certificate)'}")
        }
        found = try lines()
        #expect(found.count == 1 && found[0].contains("không nhận tên hoặc mật khẩu"), "\(found)")
        #expect(try !server.heard().contains("AUTH"))
    }

    @Test("A mail that comes back makes its dossier undeliverable, within one look; a strange report does nothing")
    func bounce() async throws {
        let server = try MailServer()
        let office = try OfficeFixture()
        try office.sendMail(to: server.address(), email: "    bounces: {maildir: bounces}\n")
        try FileManager.default.createDirectory(
            atPath: office.path("bounces/new"), withIntermediateDirectories: true)
        let code = try office.stamped("bounce", to: "thu@example.vn")
        let other = try office.stamped("other", to: "a@example.vn")
        try office.drop(Array(Bounce.text(of: "G22.99-010101-000001.1@phucuong.example").utf8), "bounces/new/1")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).state == "delivered")
        try office.drop(Array(Bounce.text(of: "\(code).1@phucuong.example").utf8), "bounces/new/2")
        try office.run("run", "--once").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "undeliverable" && row.deliveries.map(\.outcome) == ["accepted", "refused"])
        #expect(row.reason?.contains("User unknown") == true)
        #expect(try office.document(code, in: "outbox/failed") != nil)
        #expect(try office.text("spool/outbox/failed/\(code).reason.txt").contains("User unknown"))
        #expect(try office.dossier(other).state == "delivered")
        // The clerk moves it to be sent again, to what the applicant says is right.
        try office.drop(Array("thu@exampel\n".utf8), "spool/outbox/resend/\(code).txt")
        try await office.move(code, "outbox/failed", to: "outbox/resend")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).state == "undeliverable")
        #expect(try office.text("spool/outbox/failed/\(code).reason.txt").contains("thư điện tử"))
        try office.drop(Array("\u{feff}thu.nguyen@example.vn \r\n".utf8), "spool/outbox/resend/\(code).txt")
        try await office.move(code, "outbox/failed", to: "outbox/resend")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).state == "delivered")
        #expect(try office.files("spool/outbox/resend").isEmpty)
        // And once more: to where it went last.
        try office.run("resend", code).requireSuccess()
        #expect(
            try server.taken().filter { $0.id?.hasPrefix(code) == true }.map(\.recipient)
                == ["thu@example.vn", "thu.nguyen@example.vn", "thu.nguyen@example.vn"])
        #expect(
            try server.taken().filter { $0.id?.hasPrefix(code) == true }.map(\.id)
                == (1...3).map { "\(code).\($0)@phucuong.example" })
        #expect(try office.run("audit").status == 0)
    }

    @Test("A report in an mbox counts as well")
    func mbox() throws {
        let server = try MailServer()
        let office = try OfficeFixture()
        try office.sendMail(to: server.address(), email: "    bounces: {mbox: bounces}\n")
        let code = try office.stamped("mbox", to: "thu@example.vn")
        let report = Bounce.text(of: "\(code).1@phucuong.example")
        try office.drop(Array("From MAILER-DAEMON Mon Nov 23 09:30:00 2026\n\(report)\n".utf8), "bounces")
        for _ in 1...2 { try office.run("run", "--once").requireSuccess() }
        #expect(try office.dossier(code).state == "undeliverable")
        #expect(try office.outcomes(code) == ["accepted", "refused"])
    }
}
