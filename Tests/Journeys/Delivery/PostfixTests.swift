import Foundation
import TestSupport
import Testing

/// A real mail server.
@Suite(.blocking) struct PostfixTests {
    @Test(
        "Postfix takes a copy over TLS, refuses an unknown recipient, and returns what it cannot deliver",
        .enabled(if: Postfix.isPossible, "Postfix needs root"))
    func postfix() async throws {
        let postfix = try Postfix()
        let office = try OfficeFixture()
        try FileManager.default.createDirectory(
            atPath: office.path("bounces/new"), withIntermediateDirectories: true)
        try office.sendMail(
            to: "smtp://localhost:\(postfix.port)",
            smtp: "ca-file: '\(postfix.certificate)', dsn: true",
            email: "    bounces: {maildir: bounces}\n"
        )
        let code = try office.stamped("postfix", to: "thu@example.vn")
        let row = try office.dossier(code)
        #expect(row.state == "delivered", "\(postfix.log)")
        try await patiently("Postfix delivers: \(postfix.log)") {
            let new = try? FileManager.default.contentsOfDirectory(atPath: postfix.maildir("thu/new"))
            return new?.isEmpty == false
        }
        let mail = try #require(try Mail.all(in: postfix.maildir("thu")).first)
        #expect(mail.defects.isEmpty && mail.attachments.map(\.sha256) == [row.sha256])
        #expect(mail.messageID == "<\(code).1@phucuong.example>")

        let unknown = try office.stamped("unknown", to: "nobody@example.vn")
        #expect(try office.dossier(unknown).reason?.contains("User unknown") == true)

        let returned = try office.stamped("returned", to: "a@bounce.example")
        let new = postfix.maildir("office/new")
        try await patiently("Postfix returns it: \(postfix.log)") {
            (try? FileManager.default.contentsOfDirectory(atPath: new))?.isEmpty == false
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: new) {
            try FileManager.default.copyItem(atPath: "\(new)/\(name)", toPath: office.path("bounces/new/\(name)"))
        }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(returned).state == "undeliverable")
        #expect(try office.dossier(returned).reason?.contains("5.1.1") == true)
    }
}
