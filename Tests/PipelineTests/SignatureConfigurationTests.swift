import Foundation
import Pipeline
import TestSupport
import Testing

/// `signature` in a pipeline's file: what it may say, and what is said of what it may not.
struct SignatureConfigurationTests {
    /// The demo configuration with other settings for signatures.
    private static func read(_ signature: String) async throws -> SignatureSettings {
        let directory = try TemporaryDirectory("configuration")
        _ = try await WorkspaceBlueprint(directory: directory.path).layOut(demo: false)
        let file = directory.path + "/pipelines/phu-cuong.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let start = try #require(text.range(of: "signature:\n")?.lowerBound)
        let end = try #require(text.range(of: "attestation:\n")?.lowerBound)
        try text.replacingCharacters(in: start..<end, with: "signature:\n\(signature)\n\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        return try Workspace(found: directory.path).pipeline(named: nil).signature
    }

    @Test("Servers in their order, and what holds without being said")
    func good() async throws {
        let one = try await Self.read("  level: B-T\n  timestamp: {url: 'http://tsa.example/'}")
        let settings = try #require(one.timestamp)
        #expect(one.level == .timestamped)
        #expect(settings.urls == ["http://tsa.example/"] && settings.trust == nil && settings.policy == nil)
        #expect(settings.limit == .seconds(10) && settings.rate == 5)

        let all = try await Self.read(
            """
              level: B-LTA
              timestamp:
                urls: [http://a.example/tsa, https://b.example:8443/tsa?x=1]
                trust: pki/tsa.pem
                ca-file: /etc/tls.pem
                policy: 1.3.6.1.4.1.1
                limit: 3s
                rate: 2
            """)
        let full = try #require(all.timestamp)
        #expect(full.urls == ["http://a.example/tsa", "https://b.example:8443/tsa?x=1"])
        #expect(full.trust?.hasSuffix("/pki/tsa.pem") == true && full.trust?.hasPrefix("/") == true)
        #expect(full.tlsAuthorities == "/etc/tls.pem" && full.policy == "1.3.6.1.4.1.1")
        #expect(full.limit == .seconds(3) && full.rate == 2)
        #expect(all.level > .longTerm)

        let none = try await Self.read("  scheme: rsassa-pkcs1")
        #expect(none.level == .basic && none.timestamp == nil)
    }

    @Test(
        "Each mistake is named with its key",
        arguments: [
            ("  level: B-T", "signature.timestamp", "configuration-missing-key"),
            ("  level: B-LTA\n  scheme: ecdsa", "signature.timestamp", "configuration-missing-key"),
            ("  level: B-X", "signature.level", "configuration-invalid-value"),
            ("  timestamp: {}", "signature.timestamp.url", "configuration-missing-key"),
            ("  timestamp: http://a.example", "signature.timestamp", "configuration-wrong-type"),
            ("  timestamp: {url: ftp://a.example}", "signature.timestamp.url", "configuration-invalid-value"),
            ("  timestamp: {url: 'http://me:pw@a.example/'}", "signature.timestamp.url", "configuration-invalid-value"),
            ("  timestamp: {url: 'http://'}", "signature.timestamp.url", "configuration-invalid-value"),
            ("  timestamp: {urls: http://a.example}", "signature.timestamp.urls", "configuration-wrong-type"),
            ("  timestamp: {urls: []}", "signature.timestamp.urls", "configuration-wrong-type"),
            ("  timestamp: {urls: [a.example]}", "signature.timestamp.urls", "configuration-invalid-value"),
            (
                "  timestamp: {url: http://a.example, urls: [http://b.example]}", "signature.timestamp.urls",
                "configuration-wrong-type"
            ),
            (
                "  timestamp: {url: http://a.example, rate: 0}", "signature.timestamp.rate",
                "configuration-invalid-value"
            ),
            (
                "  timestamp: {url: http://a.example, limit: soon}", "signature.timestamp.limit",
                "configuration-invalid-value"
            ),
            (
                "  timestamp: {url: http://a.example, policy: x}", "signature.timestamp.policy",
                "configuration-invalid-value"
            ),
            (
                "  timestamp: {url: http://a.example, usr: x}", "signature.timestamp.usr", "configuration-unknown-key"
            ),
        ])
    func mistakes(_ text: String, _ key: String, _ code: String) async throws {
        let fault = await #expect(throws: ConfigurationFault.self) { _ = try await Self.read(text) }
        #expect(fault?.key == key && fault?.code == code)
        #expect(fault?.file == "pipelines/phu-cuong.yaml" && fault?.line != nil)
        #expect(fault?.exitCode == .configuration)
    }
}
