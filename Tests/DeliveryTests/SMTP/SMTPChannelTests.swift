import Certification
import Delivery
import Foundation
import Hashing
import Spool
import TestSupport
import Testing

/// SMTP against a server that fails as it is told.
@Suite(.blocking) struct SMTPChannelTests {
    static let content = Array("Subject: x\nMessage-ID: <1@a.example>\n\n.dot\n..two\nbody\n".utf8)

    static func settings(
        _ url: String,
        _ encryption: SMTPSettings.Encryption = .none,
        authorities: String? = nil,
        user: String? = nil,
        passwordFile: String? = nil,
        dsn: Bool = false,
        longest: Duration = .seconds(60)
    ) throws -> SMTPSettings {
        SMTPSettings(
            url: url,
            encryption: encryption,
            user: user,
            passwordFile: passwordFile,
            authorities: authorities,
            sender: try EmailAddress("office@phucuong.example"),
            asksForReports: dsn,
            limits: SMTPTimeLimits(longest: longest)
        )
    }

    static func message(_ root: borrowing TemporaryDirectory, _ content: [UInt8] = content) throws -> FrozenMessage {
        _ = try root.write(content, to: "1.eml")
        return FrozenMessage(
            messageID: try #require(MessageID(String("1@a.example"))),
            date: 1_795_400_000,
            directory: try Directory.open(path: root.path),
            name: "1.eml",
            digest: try SHA256.digest(of: content),
            isRepeated: false
        )
    }

    private static func kind(_ outcome: DeliveryOutcome) -> String {
        switch outcome {
        case .accepted: "accepted"
        case .retryLater: "later"
        case .unavailable: "unavailable"
        case .refused: "refused"
        }
    }

    private static func words(_ outcome: DeliveryOutcome) -> String {
        switch outcome {
        case .accepted(let detail): detail
        case .retryLater(let reason), .unavailable(let reason), .refused(let reason): reason.vietnamese
        }
    }

    @Test("The bytes arrive as they are, with the line ends of the wire; one connection serves several messages")
    func transparency() throws {
        let server = try MailServer(#"{"dsn": true}"#)
        let root = try TemporaryDirectory()
        let channel = SMTPChannel(try Self.settings(server.address(), dsn: true))
        let message = try Self.message(root)
        for _ in 1...3 {
            let outcome = channel.deliver(message, to: try EmailAddress("thu@example.vn"))
            #expect(outcome == .accepted(detail: "250 2.0.0 taken as \(try server.taken().count)"))
        }
        channel.rest()
        let taken = try server.taken()
        let wire = String(decoding: Self.content, as: UTF8.self).replacingOccurrences(of: "\n", with: "\r\n")
        #expect(taken.count == 3 && taken.allSatisfy { $0.bare == 0 })
        #expect(try taken.map { try server.message($0) }.allSatisfy { $0 == Array(wire.utf8) })
        #expect(taken[0].recipient == "thu@example.vn" && taken[0].parameters == "NOTIFY=FAILURE,DELAY")
        #expect(
            taken[0].sender == "MAIL FROM:<office@phucuong.example> SIZE=\(wire.utf8.count) RET=HDRS ENVID=1@a.example")
        let heard = try server.heard()
        #expect(heard.components(separatedBy: "EHLO").count == 2 && heard.contains("QUIT"), "\(heard)")
    }

    @Test(
        "What the server says decides",
        arguments: [
            ("rcpt-450", "later"), ("rcpt-421", "later"), ("rcpt-550", "refused"), ("rcpt-552", "refused"),
            ("data-451", "later"), ("data-554", "refused"), ("end-452", "later"), ("end-421", "later"),
            ("end-550", "refused"), ("end-552", "refused"), ("rcpt-close", "later"), ("data-close", "later"),
            ("data-body", "later"), ("end-close", "later"), ("rcpt-530", "unavailable"),
        ])
    func answers(fault: String, kind: String) throws {
        let server = try MailServer()
        let root = try TemporaryDirectory()
        let channel = SMTPChannel(try Self.settings(server.address()))
        let message = try Self.message(root)
        let outcome = channel.deliver(message, to: try EmailAddress("\(fault)@example.vn"))
        #expect(Self.kind(outcome) == kind, "\(outcome)")
        if let code = Int(fault.suffix(3)) { #expect(Self.words(outcome).contains("\(code) "), "\(outcome)") }
        #expect(try server.taken().isEmpty)
        // Whatever happened, the next message goes.
        #expect(Self.kind(channel.deliver(message, to: try EmailAddress("thu@example.vn"))) == "accepted")
    }

    @Test("A connection lost after the final dot is tried again under the same Message-ID: at most two copies")
    func dropAfterTheDot() throws {
        let server = try MailServer()
        let root = try TemporaryDirectory()
        let channel = SMTPChannel(try Self.settings(server.address()))
        let recipient = try EmailAddress("end-drop-once@example.vn")
        let message = try Self.message(root)
        #expect(Self.kind(channel.deliver(message, to: recipient)) == "later")
        #expect(Self.kind(channel.deliver(message, to: recipient)) == "accepted")
        #expect(try server.taken().map(\.id) == ["1@a.example", "1@a.example"])
        #expect(Set(try server.taken().map(\.sha256)).count == 1)
    }

    @Test(
        "A server that does not let anybody in, or says nothing, is unavailable in time",
        arguments: [
            #""greeting": ["421"]"#, #""greeting": ["554"]"#, #""greeting": ["close"]"#, #""greeting": ["stall"]"#,
            #""ehlo": ["close"]"#, #""ehlo": ["stall"]"#, #""starttls": ["close"]"#, #""starttls": ["454"]"#,
            #""starttls": ["stall"]"#, #""auth": ["close"]"#, #""auth": ["454"]"#, #""auth": ["stall"]"#,
        ])
    func closed(fault: String) throws {
        let isSecret = fault.contains("starttls") || fault.contains("auth")
        let server = try MailServer(
            "{\(isSecret ? #"TLS, "auth": ["office", "s3cret"], "# : "")\"faults\": {\(fault)}}")
        let root = try TemporaryDirectory()
        let password = try root.write(Array("s3cret\n".utf8), to: "password")
        #expect(chmod(password, 0o600) == 0)
        let channel = SMTPChannel(
            try Self.settings(
                server.address(),
                isSecret ? .required : .none,
                authorities: isSecret ? server.certificate : nil,
                user: isSecret ? "office" : nil,
                passwordFile: isSecret ? password : nil,
                longest: .milliseconds(isSecret ? 1500 : 700)
            )
        )
        let outcome = channel.deliver(try Self.message(root), to: try EmailAddress("thu@example.vn"))
        #expect(Self.kind(outcome) == "unavailable", "\(outcome)")
        let nobody = SMTPChannel(try Self.settings("smtp://127.0.0.1:1"))
        #expect(Self.kind(nobody.deliver(try Self.message(root), to: try EmailAddress("a@b.vn"))) == "unavailable")
    }

    @Test(
        "A server that stalls in the middle is given up in time", arguments: ["rcpt-stall", "data-stall", "end-stall"])
    func stall(fault: String) throws {
        let server = try MailServer()
        let root = try TemporaryDirectory()
        let channel = SMTPChannel(try Self.settings(server.address(), longest: .milliseconds(700)))
        let outcome = channel.deliver(try Self.message(root), to: try EmailAddress("\(fault)@example.vn"))
        #expect(Self.kind(outcome) == "later", "\(outcome)")
    }

    @Test("A cancelled task breaks off before the dot")
    func cancellation() async throws {
        let server = try MailServer()
        let root = try TemporaryDirectory()
        let channel = SMTPChannel(try Self.settings(server.address(), longest: .seconds(600)))
        let (message, recipient) = (try Self.message(root), try EmailAddress("rcpt-stall@example.vn"))
        // A thread of its own: the call blocks.
        let task = Task.detached(executorPreference: OwnThread()) { channel.deliver(message, to: recipient) }
        try await patiently("the server hears RCPT") { try server.heard().contains("RCPT") }
        task.cancel()
        #expect(Self.kind(await task.value) == "later")
    }

    // MARK: Encryption

    @Test("STARTTLS stripped, a strange certificate, a wrong password: nothing goes, nothing in clear")
    func encryption() throws {
        let root = try TemporaryDirectory()
        let message = try Self.message(root)
        let recipient = try EmailAddress("thu@example.vn")
        let password = try root.write(Array("s3cret\n".utf8), to: "password")
        #expect(chmod(password, 0o600) == 0)
        let wrong = try root.write(Array("other\n".utf8), to: "wrong")
        #expect(chmod(wrong, 0o600) == 0)
        func outcome(
            _ server: MailServer, ca: String?, _ file: String? = nil, host: String = "localhost"
        ) throws -> String {
            let settings = try Self.settings(
                server.address(host: host), .required, authorities: ca, user: "office", passwordFile: file ?? password)
            return Self.kind(SMTPChannel(settings).deliver(message, to: recipient))
        }
        let stripped = try MailServer(#"{"auth": ["office", "s3cret"]}"#)
        #expect(try outcome(stripped, ca: nil) == "unavailable")
        #expect(try !stripped.heard().contains("AUTH") && !stripped.heard().contains("MAIL"))

        let server = try MailServer(#"{TLS, "auth": ["office", "s3cret"]}"#)
        #expect(try outcome(server, ca: nil) == "unavailable")
        #expect(try outcome(server, ca: server.certificate, host: "127.0.0.1") == "unavailable")
        #expect(try outcome(server, ca: server.certificate, wrong) == "unavailable")
        #expect(try server.taken().isEmpty)
        #expect(try outcome(server, ca: server.certificate) == "accepted")
        let clear = Set(try server.heard().split(separator: "\n").map { $0.prefix(4) })
        #expect(clear == ["EHLO", "STAR"], "\(clear)")
        #expect(chmod(password, 0o644) == 0)
        #expect(try outcome(server, ca: server.certificate) == "unavailable")

        let direct = try MailServer(#"{TLS, "smtps": true}"#)
        let settings = try Self.settings(direct.address("smtps"), .required, authorities: direct.certificate)
        #expect(Self.kind(SMTPChannel(settings).deliver(message, to: recipient)) == "accepted")
    }

    // MARK: What the server offers

    @Test("Too large for the server, or an address it does not take: refused before anything is sent")
    func limits() throws {
        let root = try TemporaryDirectory()
        let server = try MailServer(#"{"size": 20}"#)
        let channel = SMTPChannel(try Self.settings(server.address()))
        #expect(Self.kind(channel.deliver(try Self.message(root), to: try EmailAddress("a@b.vn"))) == "refused")
        #expect(try !server.heard().contains("MAIL"))
        let ascii = try MailServer()
        let plain = SMTPChannel(try Self.settings(ascii.address()))
        #expect(Self.kind(plain.deliver(try Self.message(root), to: try EmailAddress("ánh@b.vn"))) == "refused")
        #expect(Self.kind(plain.deliver(try Self.message(root), to: try EmailAddress("a@bưuđiện.vn"))) == "accepted")
        #expect(try ascii.taken().first?.recipient == "a@xn--buin-1ua66gr30m.vn")
        let utf8 = try MailServer(#"{"utf8": true}"#)
        let wide = SMTPChannel(try Self.settings(utf8.address()))
        #expect(Self.kind(wide.deliver(try Self.message(root), to: try EmailAddress("ánh@b.vn"))) == "accepted")
        #expect(try utf8.taken().first?.sender.hasSuffix("BODY=8BITMIME SMTPUTF8") == true)
    }

    @Test("Large messages are streamed: memory does not grow with them")
    func memory() throws {
        let server = try MailServer(#"{"keep": false}"#)
        let root = try TemporaryDirectory()
        let probe = Program.path(of: "SpoolProbe")
        let result = try Tool.run(probe, ["mail", root.path, "4", "42000000", server.address()]).requireSuccess()
        let peak = try #require(result.output.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) })
        #expect(peak < 100_000, "\(peak) KiB")
        #expect(try server.taken().map(\.size).allSatisfy { $0 > 42_000_000 })
    }

    @Test("A damaged or missing message is never sent")
    func damaged() throws {
        let root = try TemporaryDirectory()
        let server = try MailServer()
        let channel = SMTPChannel(try Self.settings(server.address()))
        let message = try Self.message(root)
        _ = try root.write([1, 2, 3], to: "1.eml")
        #expect(Self.kind(channel.deliver(message, to: try EmailAddress("a@b.vn"))) == "refused")
        #expect(unlink(root.file("1.eml")) == 0)
        #expect(Self.kind(channel.deliver(message, to: try EmailAddress("a@b.vn"))) == "refused")
        #expect(try server.taken().isEmpty)
    }
}
