import Foundation
import PAdES
import TestSupport
import Testing

/// Timestamps: taken from servers that tell the truth, certomancer's and OpenSSL's, and from no others.
struct TimestampTests {
    private static let digest = [UInt8](repeating: 7, count: 32)

    private static func service(
        _ servers: [String],
        policy: String? = nil,
        rate: Int = 1000,
        transport: any ServiceTransport = CurlTransport(),
        anchors: TrustAnchors? = nil
    ) throws -> TimestampService {
        let settings = try #require(
            TimestampService.Settings(
                servers: servers, policy: policy, limit: .seconds(600), requestsPerSecond: rate))
        return TimestampService(
            settings, anchors: try anchors ?? SharedServices.anchors(), transport: transport)
    }

    @Test("An honest server's timestamp is taken, and OpenSSL says that it is one")
    func honest() async throws {
        let service = try Self.service([try SharedServices.shared.timestamps])
        let token = try await service.token(sha256: Self.digest, at: Date())
        #expect(abs(token.time.timeIntervalSinceNow) < 3600)
        #expect(token.signer.subject.commonName == "Máy chủ dấu thời gian")
        let workspace = try TemporaryDirectory("token")
        let file = try workspace.write(token.der, to: "token.der")
        let hex = Self.digest.map { "0\(String($0, radix: 16))" }.joined()
        let verified = try Tool.run(
            "openssl",
            ["ts", "-verify", "-token_in", "-in", file, "-digest", hex, "-CAfile", try SharedServices.shared.root])
        #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    }

    @Test("A server that lies is told by what it lies about", arguments: TestServices.Lie.allCases)
    func liars(_ lie: TestServices.Lie) async throws {
        let server = try SharedServices.shared.timestamps(lying: lie)
        let service = try Self.service([server])
        let failure = await #expect(throws: ServiceFailure.self) {
            try await service.ask(server, sha256: Self.digest, at: Date())
        }
        let expected =
            switch lie {
            case .imprint: "over something else"
            case .nonce, .noNonce: "answers another request"
            case .rejection, .waiting: "refused to give"
            case .garbage, .empty, .truncated, .noToken: "no timestamp reply"
            case .rogue: "not trusted"
            case .general: "not one for timestamps only"
            case .time, .swapped: "signature is wrong"
            case .past, .future: "far from this machine's"
            }
        #expect(failure?.reason.english.contains(expected) == true, "\(failure?.reason.english ?? "")")
        #expect(failure?.mayPass == false)
        await #expect(throws: TimestampFault.self) {
            try await service.token(sha256: Self.digest, at: Date())
        }
    }

    @Test("Under a policy that the server does not give, there is no timestamp")
    func policy() async throws {
        let server = try SharedServices.shared.timestamps
        let service = try Self.service([server], policy: "1.2.3.4")
        let failure = await #expect(throws: ServiceFailure.self) {
            try await service.ask(server, sha256: Self.digest, at: Date())
        }
        #expect(failure?.reason.english.contains("another policy") == true)
        #expect(
            TimestampService.Settings(servers: [], policy: "1.x", limit: .zero, requestsPerSecond: 1) == nil)
    }

    @Test("Servers are asked in their order; one that lies and one that is down are passed over")
    func order() async throws {
        let services = try SharedServices.shared
        let servers = [
            services.timestamps(lying: .imprint), services.address("busy"), "http://127.0.0.1:1/tsa",
            services.timestamps, services.timestamps(lying: .nonce),
        ]
        let transport = ScriptedTransport { try CurlTransport().answer(to: $0) }
        let service = try Self.service(servers, transport: transport)
        _ = try await service.token(sha256: Self.digest, at: Date())
        #expect(transport.asked == Array(servers.prefix(4)))
    }

    @Test("Without any server there is a fault that names each, and a rest in which none is asked")
    func outage() async throws {
        let transport = ScriptedTransport { _ in throw ServiceSilence(detail: "unplugged") }
        let service = try Self.service(
            ["http://a.example/tsa?key=secret", "http://b.example/tsa"], transport: transport)
        let fault = await #expect(throws: TimestampFault.self) {
            try await service.token(sha256: Self.digest, at: Date())
        }
        #expect(fault?.exitCode == .unavailable)
        #expect(fault?.message.vietnamese.contains("http://b.example/tsa: không trả lời (unplugged)") == true)
        #expect(fault?.message.english.contains("secret") == false)
        let rounds = transport.asked.count
        #expect(rounds == 6)
        await #expect(throws: TimestampFault.self) {
            try await service.token(sha256: Self.digest, at: Date())
        }
        await #expect(throws: TimestampFault.self) { try await service.reserve(at: Date()) }
        #expect(transport.asked.count == rounds)
    }

    @Test("What was busy once is asked again")
    func retry() async throws {
        let attempts = Counter()
        let transport = ScriptedTransport { request in
            attempts.next() < 3
                ? ServiceAnswer(status: 503, body: []) : try CurlTransport().answer(to: request)
        }
        let service = try Self.service([try SharedServices.shared.timestamps], transport: transport)
        _ = try await service.token(sha256: Self.digest, at: Date())
        #expect(transport.asked.count == 3)
    }

    @Test("A server is asked no faster than agreed")
    func pace() async throws {
        let transport = ScriptedTransport { try CurlTransport().answer(to: $0) }
        let service = try Self.service([try SharedServices.shared.timestamps], rate: 5, transport: transport)
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { _ = try await service.token(sha256: Self.digest, at: Date()) } }
            try await group.waitForAll()
        }
        let times = transport.times.sorted()
        let last = try #require(times.last), first = try #require(times.first)
        #expect(times.count == 4)
        #expect(last - first > .milliseconds(500))
    }

    @Test("The room for a token is known after the first, which is asked for once a while only")
    func room() async throws {
        let transport = ScriptedTransport { try CurlTransport().answer(to: $0) }
        let service = try Self.service([try SharedServices.shared.timestamps], transport: transport)
        let room = try await service.reserve(at: Date())
        #expect(try await service.reserve(at: Date()) == room)
        #expect(transport.asked.count == 1)
        #expect(try await service.token(sha256: Self.digest, at: Date()).der.count < room)
    }

    @Test("OpenSSL's own timestamp server is understood", arguments: ["sha256", "sha384", "sha512"])
    func openSSL(_ digest: String) async throws {
        let server = try OpenSSLTimestamps(digest: digest)
        let service = try Self.service(
            ["http://openssl.example/"], policy: "1.2.3.4.1", transport: server.transport, anchors: server.anchors)
        let token = try await service.token(sha256: Self.digest, at: Date())
        #expect(token.signer.subject.commonName == "TSA")
    }

    @Test("A server whose certificate has run out is not trusted")
    func expired() async throws {
        let server = try SharedServices.shared.timestamps
        let service = try Self.service([server])
        let failure = await #expect(throws: ServiceFailure.self) {
            try await service.ask(server, sha256: Self.digest, at: Date().addingTimeInterval(400 * 86_400))
        }
        #expect(failure?.reason.english.contains("not trusted") == true)
    }
}
