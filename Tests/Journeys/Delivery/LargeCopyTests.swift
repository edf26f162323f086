import Foundation
import TestSupport
import Testing

/// Copies that are too large for mail.
@Suite(.blocking) struct LargeCopyTests {
    private static let large = Scan.pdf("large", size: 3 << 20)

    @Test("Without another way the officer is told when submitting, from the configured limit")
    func configured() throws {
        let server = try MailServer()
        let office = try OfficeFixture()
        try office.sendMail(to: server.address(), email: "    limit: 2MB\n")
        let path = office.outside("large.pdf")
        try Data(Self.large).write(to: URL(fileURLWithPath: path))
        let result = try office.run("submit", path, "--type", "giay-to-khac", "--email", "a@example.vn")
        #expect(result.status == 65 && result.errors.contains("quá lớn để gửi qua thư"), "\(result.errors)")
        let code = try #require(try office.dossiers().first?.code)
        #expect(try office.dossier(code).state == "scanned")
        #expect(try server.taken().isEmpty)
    }

    @Test("The mail server's own limit counts when submitting; where it cannot be asked, the configured one")
    func announced() throws {
        let server = try MailServer(#"{"size": 6000000}"#)
        let office = try OfficeFixture()
        try office.sendMail(to: server.address())
        let path = office.outside("large.pdf")
        try Data(Scan.pdf("large", size: 5 << 20)).write(to: URL(fileURLWithPath: path))
        let result = try office.run("submit", path, "--type", "giay-to-khac", "--email", "a@example.vn")
        #expect(result.status == 65 && result.errors.contains("6000000"), "\(result.errors)")
        let heard = try server.heard()
        #expect(heard.contains("EHLO") && !heard.contains("MAIL"))
        let code = try #require(try office.dossiers().first?.code)
        server.stop()
        try office.run("submit", code).requireSuccess()
    }

    @Test("A link to an annulled copy leads nowhere, and the chain says so; other copies stay")
    func annulled() throws {
        let server = try MailServer()
        let office = try OfficeFixture()
        let links = "    links: {directory: public, url: 'https://chungthuc.example.vn/tep/{name}', expires: 30d}\n"
        try office.sendMail(to: server.address(), email: "    limit: 2MB\n\(links)")
        var codes: [String] = []
        for name in ["void", "good"] {
            codes.append(try office.submit(Scan.pdf(name, size: 3 << 20), named: "\(name).pdf", email: "a@example.vn"))
        }
        for command in ["sign", "stamp"] { try office.run([command] + codes).requireSuccess() }
        #expect(try office.files("public").count == 2)
        let preview = try office.run("preview", "mail", codes[0]).requireSuccess().output
        #expect(preview.contains("tep/000000") && preview.contains("Tệp kèm: "))
        try office.run("annul", codes[0], "--reason", "Sai bản chính").requireSuccess()
        let left = try #require(try office.files("public").first)
        #expect(try office.files("public").count == 1)
        #expect(try office.contents("public/\(left)") == office.contents(office.dossier(codes[1]).path))
        #expect(try office.run("show", codes[0], "--json").output.contains("withdraw-link"))
        #expect(try office.run("audit").status == 0)

        // A folder that is away: the annulment stands, the office is told, and it is done at the next start.
        try FileManager.default.moveItem(atPath: office.path("public"), toPath: office.path("away"))
        try Data().write(to: URL(fileURLWithPath: office.path("public")))
        let told = try office.run("annul", codes[1], "--reason", "Sai bản chính")
        #expect(told.status == 73 && told.errors.contains("không gỡ được"), "\(told.errors)")
        #expect(try office.dossier(codes[1]).state == "annulled")
        try FileManager.default.removeItem(atPath: office.path("public"))
        try FileManager.default.moveItem(atPath: office.path("away"), toPath: office.path("public"))
        try office.run("run", "--once").requireSuccess()
        #expect(try office.files("public").isEmpty)
    }

    @Test("The copy is published under a name nobody guesses; the mail has link, size and digest; time removes it")
    func link() throws {
        let server = try MailServer()
        let office = try OfficeFixture()
        let links = "    links: {directory: public, url: 'https://chungthuc.example.vn/tep/{name}', expires: 30d}\n"
        try office.sendMail(to: server.address(), email: "    limit: 2MB\n\(links)")
        let code = try office.submit(Self.large, email: "a@example.vn")
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "delivered")
        let name = try #require(try office.files("public").first)
        #expect(name.wholeMatch(of: /[0-9a-f]{64}\.pdf/) != nil)
        #expect(try office.contents("public/\(name)") == (try office.contents(row.path)))
        let mail = try server.mail(try #require(try server.taken().first))
        #expect(mail.attachments.isEmpty && mail.defects.isEmpty)
        #expect(mail.text.contains("https://chungthuc.example.vn/tep/\(name)") && mail.text.contains(row.sha256))
        #expect(mail.text.contains(" MB"))
        let small = try office.stamped("small", to: "b@example.vn")
        #expect(try office.dossier(small).state == "delivered")
        #expect(try server.taken().last.map { try server.mail($0).attachments.count } == 1)

        try Data("keep".utf8).write(to: URL(fileURLWithPath: office.path("public/index.html")))
        try office.run("run", "--once").requireSuccess()
        #expect(try office.files("public").count == 2)
        let old = Date(timeIntervalSinceNow: -31 * 86_400)
        for file in [name, "index.html"] {
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: office.path("public/\(file)"))
        }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.files("public") == ["index.html"])
    }
}
