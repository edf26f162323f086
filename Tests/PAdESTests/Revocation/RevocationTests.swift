import Foundation
import PAdES
import Synchronization
import TestSupport
import Testing

/// Revocation, with certomancer's OCSP responder and CRLs.
struct RevocationTests {
    private static func service(
        _ transport: any ServiceTransport = CurlTransport(),
        cache: MemoryCache = MemoryCache()
    ) -> RevocationService {
        RevocationService(
            RevocationService.Settings(limit: .seconds(20), requestsPerSecond: 1000),
            transport: transport,
            cache: cache
        )
    }

    private static func path(_ holder: TestServices.Holder) throws -> [Certificate] {
        let key = try SharedServices.key(holder)
        return [key.certificate] + key.path
    }

    @Test("A good path has evidence for each certificate but the root: OCSP where there is a responder, else a CRL")
    func good() async throws {
        let transport = ScriptedTransport { try CurlTransport().answer(to: $0) }
        let cache = MemoryCache()
        let service = Self.service(transport, cache: cache)
        let evidence = try await service.evidence(for: try Self.path(.leader), at: Date())
        #expect(evidence.map(\.form) == [.ocsp, .crl])
        #expect(evidence.allSatisfy { $0.status == .good })
        #expect(evidence[0].responder?.subject.commonName == "OCSP")
        #expect(transport.asked.count == 2)

        // Kept until the next update: a second time, and in another process, nobody is asked.
        let again = ScriptedTransport { _ in throw ServiceSilence(detail: "unplugged") }
        let kept = try await Self.service(again, cache: cache).evidence(for: try Self.path(.leader), at: Date())
        #expect(kept.map(\.der) == evidence.map(\.der))
        #expect(again.asked.isEmpty)
    }

    @Test("OpenSSL agrees with the evidence")
    func openSSL() async throws {
        let evidence = try await Self.service().evidence(for: try Self.path(.seal), at: Date())
        let workspace = try TemporaryDirectory("ocsp")
        let response = try workspace.write(evidence[0].der, to: "response.der")
        let root = try SharedServices.shared.root
        let path = try Self.path(.seal)
        let issuer = try workspace.write(path[1].pem.utf8, to: "issuer.pem")
        let certificate = try workspace.write(path[0].pem.utf8, to: "seal.pem")
        let checked = try Tool.run(
            "openssl",
            [
                "ocsp", "-respin", response, "-issuer", issuer, "-cert", certificate, "-CAfile", root,
                "-verify_other", issuer, "-no_nonce",
            ])
        #expect(checked.errors.contains("Response verify OK"), "\(checked.errors)")
        #expect(checked.output.contains("seal.pem: good"), "\(checked.output)")
        let list = try workspace.write(evidence[1].der, to: "list.der")
        let crl = try Tool.run("openssl", ["crl", "-inform", "DER", "-in", list, "-CAfile", root, "-noout"])
        #expect(crl.errors.contains("verify OK"), "\(crl.errors)")
    }

    @Test("A revoked certificate is named with the day, by OCSP and by CRL", arguments: [false, true])
    func revoked(withoutResponder: Bool) async throws {
        let transport = ScriptedTransport { request in
            if withoutResponder, request.url.contains("ocsp") { throw ServiceSilence(detail: "unplugged") }
            return try CurlTransport().answer(to: request)
        }
        let service = Self.service(transport)
        let fault = await #expect(throws: RevocationFault.self) {
            try await service.evidence(for: try Self.path(.revoked), at: Date())
        }
        guard case .revoked(let name, let since?) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(name == "Trần Thị B")
        #expect(abs(since.timeIntervalSinceNow + 86_400) < 3600)
        #expect(fault?.exitCode == .configuration)
    }

    @Test("The day of a revocation is written as people write it, by the clock of Viet Nam")
    func dayOfRevocation() {
        let fault = RevocationFault.revoked(certificate: "A", since: Date(timeIntervalSince1970: 1_795_455_000))
        #expect(fault.message.vietnamese == "Chứng thư số “A” đã bị thu hồi lúc 00:30 ngày 24/11/2026.")
        #expect(fault.message.english == "The certificate 'A' has been revoked (2026-11-23T17:30:00Z).")
        #expect(RevocationFault.revoked(certificate: "A", since: nil).message.vietnamese.hasSuffix("thu hồi."))
    }

    @Test("A certificate that names no source, and one without those above it, are told apart")
    func unfit() async throws {
        let service = Self.service()
        await #expect(throws: RevocationFault.noSource(certificate: "Lê Văn C")) {
            try await service.evidence(for: try Self.path(.bare), at: Date())
        }
        let lonely = try Self.path(.lonely)
        #expect(throws: RevocationFault.pathIncomplete(certificate: "Nguyễn Văn A")) {
            try RevocationService.checkComplete(lonely, anchors: [])
        }
        #expect(throws: Never.self) { try RevocationService.checkComplete(lonely, anchors: lonely) }
    }

    @Test("An answer that is about another certificate, altered, or garbage is not used", arguments: BadAnswer.allCases)
    func badAnswers(_ bad: BadAnswer) async throws {
        let (own, other) = (try Self.path(.leader), try Self.path(.seal))
        let foreign = try await Self.service().evidence(for: other, at: Date())[0].der
        // For an earlier request: its nonce is that one's.
        let recorded = try await Self.service().evidence(for: own, at: Date())[0].der
        let transport = ScriptedTransport { request in
            guard request.url.contains("ocsp") else { return try CurlTransport().answer(to: request) }
            switch bad {
            case .foreign: return ServiceAnswer(status: 200, body: foreign)
            case .garbage: return ServiceAnswer(status: 200, body: Array("<html>".utf8))
            case .empty: return ServiceAnswer(status: 200, body: [])
            case .altered:
                var body = try CurlTransport().answer(to: request).body
                body[body.count / 4] ^= 1
                return ServiceAnswer(status: 200, body: body)
            case .replayed: return ServiceAnswer(status: 200, body: recorded)
            case .status: return ServiceAnswer(status: 404, body: [])
            }
        }
        let evidence = try await Self.service(transport).evidence(for: own, at: Date())
        #expect(evidence[0].form == .crl)
    }

    @Test("What is no longer in force is fetched anew")
    func renewed() async throws {
        let cache = MemoryCache()
        let transport = ScriptedTransport { try CurlTransport().answer(to: $0) }
        let service = Self.service(transport, cache: cache)
        _ = try await service.evidence(for: try Self.path(.leader), at: Date())
        let before = transport.asked.count
        // Certomancer's OCSP responses hold for ten minutes; its CRLs for a day.
        await #expect(throws: RevocationFault.self) {
            try await service.evidence(for: try Self.path(.leader), at: Date().addingTimeInterval(2 * 86_400))
        }
        #expect(transport.asked.count > before)
    }

    @Test("A kept answer that was tampered with is fetched anew")
    func tamperedCache() async throws {
        let cache = MemoryCache()
        let service = Self.service(cache: cache)
        _ = try await service.evidence(for: try Self.path(.leader), at: Date())
        cache.spoil()
        let transport = ScriptedTransport { try CurlTransport().answer(to: $0) }
        let evidence = try await Self.service(transport, cache: cache).evidence(
            for: try Self.path(.leader), at: Date())
        #expect(evidence.map(\.form) == [.ocsp, .crl])
        #expect(transport.asked.count == 2)
    }
}

enum BadAnswer: String, CaseIterable, Sendable {
    case foreign, garbage, empty, altered, replayed, status
}

/// Keeps what it is given.
final class MemoryCache: RevocationCache {
    private let kept = Mutex<[String: [UInt8]]>([:])

    func bytes(named name: String) -> [UInt8]? { kept.withLock { $0[name] } }

    func keep(_ bytes: [UInt8], named name: String) { kept.withLock { $0[name] = bytes } }

    /// Changes a bit in the middle of everything.
    func spoil() {
        kept.withLock { kept in
            kept = kept.mapValues { bytes in
                var bytes = bytes
                bytes[bytes.count / 3] ^= 1
                return bytes
            }
        }
    }
}
