import Delivery
import Foundation
import Hashing
import Spool
import TestSupport
import Testing

/// Accounts and messages: folders for connectors, and web services that Python plays.
@Suite(.blocking) struct ServiceTests {
    private static let pdf = Array("%PDF-1.7 \u{1}\r\n--chungthuc\r\n".utf8) + (0...255).map { UInt8($0) }

    private static func parcel(_ root: borrowing TemporaryDirectory, round: Int = 1) throws -> AccountParcel {
        let document = Array(#"{"code": "G22.99-231126-000001", "round": \#(round)}"#.utf8)
        _ = try root.write(pdf, to: "copy.pdf")
        _ = try root.write(document, to: "1.json")
        let folder = try Directory.open(path: root.path)
        return AccountParcel(
            key: try #require(MessageID(String("1.\(round)@a.example"))),
            account: "012345678901",
            code: "G22.99-231126-000001",
            document: ExpectedFile(directory: folder, name: "1.json", digest: try SHA256.digest(of: document)),
            copy: ExpectedFile(directory: folder, name: "copy.pdf", digest: try SHA256.digest(of: pdf)),
            fileName: "Giấy khai sinh \"1\".pdf"
        )
    }

    @Test("An account's folder gets PDF and JSON; a repeat changes nothing, and brings back what was fetched")
    func directory() throws {
        let root = try TemporaryDirectory()
        let channel = AccountDirectory(path: root.file("accounts"))
        let folder = root.file("accounts/012345678901/")
        for round in 1...3 {
            let outcome = channel.deliver(try Self.parcel(root, round: round))
            #expect(outcome == .accepted(detail: "012345678901/G22.99-231126-000001.pdf"))
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(files == ["G22.99-231126-000001.json", "G22.99-231126-000001.pdf"])
            #expect(try Array(Data(contentsOf: URL(fileURLWithPath: folder + files[1]))) == Self.pdf)
            #expect(try String(contentsOfFile: folder + files[0], encoding: .utf8).contains("\"round\": \(round)"))
            if round == 2 { for file in files { try FileManager.default.removeItem(atPath: folder + file) } }
        }
        _ = try root.write([1], to: "copy.pdf")
        let parcel = try Self.parcel(root)
        _ = try root.write([1], to: "copy.pdf")
        guard case .retryLater = channel.deliver(parcel) else {
            Issue.record("a copy with other bytes was handed over")
            return
        }
    }

    @Test("The portal gets both parts, the token and the key; its answer's id is kept")
    func portal() throws {
        let server = try WebServer()
        let root = try TemporaryDirectory()
        let token = try root.write(Array("t0ken\n".utf8), to: "token")
        #expect(chmod(token, 0o600) == 0)
        let service = WebService(url: server.address("portal"), tokenFile: token)
        #expect(AccountService(service).deliver(try Self.parcel(root)) == .accepted(detail: "id P-1"))
        let post = try #require(try server.posts().first)
        #expect(post.authorization == "Bearer t0ken" && post.key == "1.1@a.example")
        #expect(post.document.contains("G22.99-231126-000001"))
        #expect(try post.sha256 == SHA256.digest(of: Self.pdf).hex)
        #expect(chmod(token, 0o604) == 0)
        guard case .unavailable(let reason) = AccountService(service).deliver(try Self.parcel(root)) else {
            Issue.record("a token that others can read was used")
            return
        }
        #expect(reason.english.contains("chmod 600"))
    }

    @Test("A service's status decides")
    func statuses() throws {
        let server = try WebServer()
        let root = try TemporaryDirectory()
        func outcome(_ path: String) throws -> DeliveryOutcome {
            AccountService(WebService(url: path)).deliver(try Self.parcel(root))
        }
        #expect(try outcome(server.address("status/200")) == .accepted(detail: "id 42"))
        for status in [400, 404, 413, 422] {
            guard case .refused(let reason) = try outcome(server.address("status/\(status)")) else {
                Issue.record("\(status) was not final")
                continue
            }
            #expect(reason.vietnamese.contains("HTTP \(status)") && reason.vietnamese.contains("told to say so"))
        }
        for status in [408, 409, 429] {
            guard case .retryLater = try outcome(server.address("status/\(status)")) else {
                Issue.record("\(status) was not tried again")
                continue
            }
        }
        let waiting = [302, 401, 403, 503].map { server.address("status/\($0)") } + ["http://127.0.0.1:1/"]
        for path in waiting {
            guard case .unavailable(let reason) = try outcome(path) else {
                Issue.record("\(path) was not taken for a service that is down")
                continue
            }
            #expect(!reason.vietnamese.contains("/status/"))
        }
    }

    @Test("Messages go out as they were frozen, to a folder or to a gateway")
    func messages() throws {
        let server = try WebServer()
        let root = try TemporaryDirectory()
        let body = Array(#"{"to": "0912345678"}"#.utf8)
        _ = try root.write(body, to: "1.sms.json")
        let message = FrozenMessage(
            messageID: try #require(MessageID(String("1.sms@a.example"))),
            date: 0,
            directory: try Directory.open(path: root.path),
            name: "1.sms.json",
            digest: try SHA256.digest(of: body),
            isRepeated: false
        )
        for _ in 1...2 {
            #expect(MessageDirectory(path: root.file("messages")).deliver(message) == .accepted(detail: "1.sms.json"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.file("messages")) == ["1.sms.json"])
        #expect(
            MessageService(WebService(url: server.address("status/202"))).deliver(message) == .accepted(detail: "id 42")
        )
    }
}
