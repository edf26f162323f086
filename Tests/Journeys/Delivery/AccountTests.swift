import Foundation
import TestSupport
import Testing

/// Applicants with an account, and messages.
@Suite(.blocking) struct AccountTests {
    private static let transports = """
          account: {transport: directory}

        notifications:
          opt-out: opt-out.txt
          sms: {transport: directory, directory: messages}
          account:
            transport: directory
            directory: notices
            body: '{"to": "{to}", "content": "{text}", "n": {parts}}'
            templates: {ready: "Hồ sơ {code} đã có kết quả số {number}"}

        """

    private static func office() throws -> OfficeFixture {
        let office = try OfficeFixture()
        try office.configure { $0.replacing("\nregister:\n", with: "\n\(transports)register:\n") }
        try Data("# không nhắn\n+84 911 111 111\n".utf8).write(to: URL(fileURLWithPath: office.path("opt-out.txt")))
        return office
    }

    private static func stamped(_ office: OfficeFixture, _ identity: String, phone: String) throws -> String {
        let path = office.outside("\(identity).pdf")
        try Data(Scan.pdf(identity)).write(to: URL(fileURLWithPath: path))
        let sidecar =
            "applicant: {identity: '\(identity)', name: Nguyễn Thị Thu, phone: '\(phone)'}\ntype: giay-khai-sinh\n"
        try office.drop(Array(sidecar.utf8), "inbox/\(identity).yaml")
        try office.drop(Scan.pdf(identity), "inbox/\(identity).pdf")
        try office.run("run", "--once").requireSuccess()
        let code = try #require(try office.dossiers("--search", identity).first?.code)
        for command in ["submit", "sign", "stamp"] { try office.run(command, code).requireSuccess() }
        return code
    }

    @Test("With an account and no address: the account's folder, an SMS and a notice; whoever opted out gets no SMS")
    func account() throws {
        let office = try Self.office()
        let code = try Self.stamped(office, "012345678901", phone: "0912345678")
        let row = try office.dossier(code)
        #expect(row.state == "delivered" && row.deliveries.first?.recipient == "012345678901")
        #expect(row.deliveries.map(\.outcome) == ["accepted", "accepted", "accepted"])
        #expect(try office.contents("accounts/012345678901/\(code).pdf") == (try office.contents(row.path)))
        let document = try #require(
            try JSONSerialization.jsonObject(
                with: Data(try office.contents("accounts/012345678901/\(code).json"))) as? [String: Any])
        #expect(document["number"] as? String == "1/ĐT" && document["account"] as? String == "012345678901")
        #expect((document["file"] as? [String: Any])?["sha256"] as? String == row.sha256)
        let sms = try #require(try office.files("messages").first)
        let message = try #require(
            try JSONSerialization.jsonObject(with: Data(try office.contents("messages/\(sms)"))) as? [String: Any])
        #expect(message["to"] as? String == "0912345678" && message["encoding"] as? String == "gsm7")
        #expect(
            message["text"] as? String
                == "UBND xa Phu Cuong: ban sao dien tu Giay khai sinh so 1/DT da duoc tra. Ma ho so \(code).")
        let notice = try #require(try office.files("notices").first)
        #expect(
            try office.text("notices/\(notice)")
                == #"{"to": "012345678901", "content": "Hồ sơ \#(code) đã có kết quả số 1/ĐT", "n": 1}"#)
        let preview = try office.run("preview", "message", code).requireSuccess().output
        #expect(preview.contains("da duoc tra") && preview.contains("delivery-failed"))

        let silent = try Self.stamped(office, "012345678902", phone: "0911111111")
        #expect(try office.dossier(silent).deliveries.count == 2)
        #expect(try office.files("messages").count == 1 && office.files("notices").count == 2)
        #expect(try office.files("spool/.state/messages").isEmpty)
        // To an address instead, on demand.
        try office.run("resend", code, "--email", "thu@example.vn").requireSuccess()
        #expect(try Mail.all(in: office.path("mail")).map(\.to).contains { $0.contains("thu@example.vn") })
        #expect(try office.run("audit").status == 0)
    }

    @Test("Mails are previewed from the pipeline's own templates; a mistake in one is found at the start")
    func templates() throws {
        let office = try OfficeFixture()
        try office.configure {
            $0.replacing(
                "    maildir: mail\n",
                with:
                    "    maildir: mail\n    templates: {result: {subject: 'Hồ sơ {code}', text: 'Số {number} <b>', html: '<p>{name}</p>'}}\n"
            )
        }
        let code = try office.submit(Scan.pdf("preview"), email: "thu@example.vn")
        let preview = try office.run("preview", "mail", code).requireSuccess().output
        #expect(preview.contains("Tiêu đề: Hồ sơ \(code)\n") && preview.contains("Số 1/ĐT <b>"))
        let json = try office.run("preview", "mail", code, "--json").requireSuccess().output
        #expect(json.contains("<p>Ông/Bà<") && json.contains("thu@example.vn"))
        #expect(try office.run("preview", "mail", "G22.99-010101-000001").status == 66)
        try office.configure {
            $0.replacing("{result: {subject", with: "{link: {text: 'Xin tải về'}, result: {subject")
        }
        let aimless = try office.run("list")
        #expect(aimless.status == 78 && aimless.errors.contains("{link}"), "\(aimless.errors)")
        try office.configure {
            $0.replacing("{link: {text: 'Xin tải về'}, ", with: "{").replacing("{code}'", with: "{cod}'")
        }
        let broken = try office.run("list")
        #expect(
            broken.status == 78 && broken.errors.contains("delivery.email.templates.result.subject"), "\(broken.errors)"
        )
    }

    @Test("A backup has who wants no messages, and neither password nor token")
    func backup() throws {
        let office = try Self.office()
        try office.sendMail(
            to: "smtp://127.0.0.1:1", smtp: "starttls: none, user: office, password-file: pki/mail.secret")
        try office.configure { text in
            text.replacing(
                "account: {transport: directory}",
                with: "account: {url: 'https://portal.example.vn/', token-file: pki/portal.secret}")
        }
        for name in ["mail", "portal"] { try office.drop(Array("secret".utf8), "pki/\(name).secret") }
        let backup = office.outside("backup")
        let made = try office.run("backup", backup, "--json").requireSuccess().output
        #expect(made.contains("pki/mail.secret") && made.contains("pki/portal.secret"))
        let kept = try FileManager.default.subpathsOfDirectory(atPath: backup)
        #expect(kept.contains("configuration/opt-out.txt") && !kept.contains { $0.hasSuffix(".secret") })
    }
}
