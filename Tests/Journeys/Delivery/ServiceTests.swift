import Foundation
import TestSupport
import Testing

/// The portal and a gateway for messages as web services.
@Suite(.blocking) struct ServiceJourneyTests {
    private static func office(portal: String, gateway: String) throws -> OfficeFixture {
        let office = try OfficeFixture()
        let ways = """
              retry-after: 100ms
              account: {url: '\(portal)', token-file: pki/portal.token}

            notifications:
              sms:
                url: '\(gateway)'
                token-file: pki/sms.token
                encoding: ucs2
                body: '{"phone": "{to}", "message": "{text}", "ref": "{id}"}'
              account: {url: '\(gateway)'}

            """
        try office.configure { $0.replacing("\nregister:\n", with: "\n\(ways)register:\n") }
        for name in ["portal", "sms"] {
            try office.drop(Array("\(name)-t0ken\n".utf8), "pki/\(name).token")
            #expect(chmod(office.path("pki/\(name).token"), 0o600) == 0)
        }
        return office
    }

    private static func stamped(_ office: OfficeFixture) throws -> String {
        let sidecar = """
            applicant: {identity: '012345678901', name: Nguyễn Thị Thu, phone: '0912345678'}
            type: giay-khai-sinh

            """
        try office.drop(Array(sidecar.utf8), "inbox/thu.yaml")
        try office.drop(Scan.pdf("thu"), "inbox/thu.pdf")
        try office.run("run", "--once").requireSuccess()
        let code = try #require(try office.dossiers().first?.code)
        for command in ["submit", "sign", "stamp"] { try office.run(command, code).requireSuccess() }
        return code
    }

    @Test("A portal that is down at first gets the copy once, by one key; its id is kept; gateways get what they want")
    func portalAndGateway() async throws {
        let server = try WebServer()
        let office = try Self.office(portal: server.address("flaky/503"), gateway: server.address("message"))
        let code = try Self.stamped(office)
        #expect(try office.dossier(code).state == "outbox")
        #expect(try office.outcomes(code) == ["deferred"])
        try await patiently("the copy is delivered") {
            try office.run("run", "--once").requireSuccess()
            return try office.dossier(code).state == "delivered"
        }
        let row = try office.dossier(code)
        let result = row.deliveries.filter { $0.channel == "account" }
        #expect(result.map(\.outcome) == ["deferred", "accepted"])
        #expect(result.first?.detail?.contains("HTTP 503") == true && result.last?.detail == "id P-2")
        let posts = try server.posts()
        let copies = posts.filter { $0.path == "/flaky/503" }
        #expect(copies.count == 2 && Set(copies.map(\.key)) == ["\(code).1@phucuong.example"])
        #expect(copies.allSatisfy { $0.authorization == "Bearer portal-t0ken" && $0.sha256 == row.sha256 })
        #expect(copies[0].document == copies[1].document && copies[0].document.contains("\"number\" : \"1/ĐT\""))
        #expect(row.deliveries.filter { $0.channel != "account" }.map(\.outcome) == ["accepted", "accepted"])
        let sms = try #require(posts.first { $0.authorization == "Bearer sms-t0ken" })
        let body = try #require(
            try JSONSerialization.jsonObject(with: Data(sms.document.utf8)) as? [String: String])
        #expect(body["phone"] == "0912345678" && body["ref"] == sms.key)
        #expect(
            body["message"]
                == "UBND xã Phú Cường: bản sao điện tử Giấy khai sinh số 1/ĐT đã được trả. Mã hồ sơ \(code).")
        let notice = try #require(posts.last { $0.path == "/message" && $0.authorization == nil })
        #expect(notice.document.contains(#""to":"012345678901""#))
        #expect(try office.files("spool/.state/messages").isEmpty)
        #expect(try !office.run("show", code, "--json").output.contains("t0ken"))
    }

    @Test("Doctor says in one line what is wrong with a service: nobody there, a strange certificate, a lost token")
    func doctor() throws {
        let server = try TLSServer()
        let office = try Self.office(portal: server.address, gateway: "http://127.0.0.1:1/")
        func found() throws -> [Substring] {
            try office.run("doctor").output.split(separator: "\n").filter { $0.hasPrefix("✗") }
        }
        // The two channels of messages go to the same gateway.
        var lines = try found()
        #expect(lines.count == 3 && lines.count { $0.contains("http://127.0.0.1:1") } == 2, "\(lines)")
        #expect(lines.count { $0.contains("certificate") } == 1, "\(lines)")
        let trusted = "ca-file: '\(server.certificate)'"
        try office.configure {
            $0.replacing("portal.token}", with: "portal.token, \(trusted)}")
                .replacing("'http://127.0.0.1:1/'}", with: "'\(server.address)', \(trusted)}")
                .replacing("'http://127.0.0.1:1/'", with: "'\(server.address)'\n    \(trusted)")
                .replacing("pki/sms.token", with: "pki/lost.token")
        }
        lines = try found()
        #expect(lines.count == 1 && lines[0].contains("lost.token"), "\(lines)")
    }

    @Test("What the portal refuses for good is undeliverable with its words, and the applicant is told")
    func refused() throws {
        let server = try WebServer()
        let office = try Self.office(portal: server.address("status/422"), gateway: server.address("message"))
        let code = try Self.stamped(office)
        let row = try office.dossier(code)
        #expect(row.state == "undeliverable" && row.reason?.contains("HTTP 422") == true)
        let reason = try office.text("spool/outbox/failed/\(code).reason.txt")
        #expect(reason.contains("told to say so"))
        try office.run("run", "--once").requireSuccess()
        let messages = try server.posts().filter { $0.path == "/message" }
        #expect(messages.count == 2 && messages.allSatisfy { $0.document.contains("chưa gửi được") })
        // By mail instead.
        try office.run("resend", code, "--email", "thu@example.vn").requireSuccess()
        #expect(try office.dossier(code).state == "delivered")
    }

    @Test("A token does not go over the network in clear, a body without its text goes nowhere")
    func refusedConfigurations() throws {
        let office = try Self.office(portal: "http://portal.gov.vn/copies", gateway: "https://sms.vn/send")
        let clear = try office.run("list")
        #expect(clear.status == 78 && clear.errors.contains("delivery.account.url"), "\(clear.errors)")
        try office.configure {
            $0.replacing("http://portal.gov.vn", with: "https://portal.gov.vn").replacing("\"{text}\"", with: "\"\"")
        }
        let empty = try office.run("list")
        #expect(empty.status == 78 && empty.errors.contains("notifications.sms.body"), "\(empty.errors)")
        #expect(empty.errors.contains("{text}"))
    }
}
