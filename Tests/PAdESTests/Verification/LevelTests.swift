import Foundation
import PAdES
import TestSupport
import Testing

/// Timestamps, embedded evidence and time: what pyHanko makes and judges, and what we say of it.
struct LevelTests {
    @Test("Levels, timestamps and revocation are judged as pyHanko judges them", arguments: Expectation.all)
    func judged(_ expected: Expectation) throws {
        let files = try LevelFiles.shared
        let reports = try files.reports(expected.name)
        let signature = try #require(reports.first { $0.kind == .signature })
        #expect(signature.intact)
        #expect(reports.allSatisfy(\.isValid) == expected.holds, "\(reports)")
        #expect(signature.revocation == expected.revocation, "\(signature)")
        #expect(signature.problems.map(\.code) == expected.problems, "\(signature)")
        #expect((signature.timestamp != nil) == expected.isStamped)
        #expect((signature.provenAt != nil) == expected.isProven)
        #expect(signature.trustAnchor == (expected.holds || signature.trusted ? "Root" : nil))
        let verdict = try #require(files.verdicts[expected.name])
        #expect(verdict.basic == expected.holds, "\(verdict)")
        if let lta = verdict.lta { #expect(lta == "AdESPassed.OK") }
    }

    @Test("A document timestamp is told from a signature, and proves what it covers")
    func documentTimestamp() throws {
        let reports = try LevelFiles.shared.reports("renewed")
        #expect(reports.map(\.kind) == [.signature, .documentTimestamp])
        #expect(reports.map(\.signer) == ["Former", "TSA"])
        // The old authority's certificate has run out; it is the later timestamp that it rests on.
        #expect(reports[0].timestamp?.authority == "Old TSA" && reports[0].timestamp?.trusted == true)
        #expect(reports[0].changes == .formFillingAndSigning && reports[1].changes != .other)
    }

    @Test("Nothing is trusted without roots, whatever the file carries")
    func withoutRoots() throws {
        let reports = try LevelFiles.shared.reports("b-lta", trusting: false)
        #expect(reports.allSatisfy { $0.intact && !$0.trusted && !$0.isValid && $0.provenAt == nil })
    }
}

struct Expectation: Sendable, CustomTestStringConvertible {
    let name: String
    var holds = true
    var revocation = SignatureReport.Revocation.unknown
    var problems: [SignatureProblem.Code] = []
    var isStamped = true
    var isProven = true

    var testDescription: String { name }

    static let all = [
        Expectation(name: "b-b", isStamped: false, isProven: false),
        Expectation(name: "b-t"),
        Expectation(name: "b-lt", revocation: .good),
        Expectation(name: "b-lta", revocation: .good),
        Expectation(name: "adobe", revocation: .good, isStamped: false, isProven: false),
        Expectation(name: "delegated", revocation: .good, isStamped: false, isProven: false),
        Expectation(name: "expired-b-b", holds: false, problems: [.expired], isStamped: false, isProven: false),
        Expectation(name: "expired-b-t"),
        Expectation(name: "expired-b-lt", revocation: .good),
        Expectation(name: "expired-b-lta", revocation: .good),
        Expectation(name: "renewed", revocation: .good),
        Expectation(name: "too-late", holds: false, problems: [.expired]),
        Expectation(name: "untrusted-tsa", holds: false, problems: [.timestampUntrusted], isProven: false),
        Expectation(name: "no-tsa", holds: false, problems: [.timestampUntrusted], isProven: false),
        Expectation(
            name: "lying-tsa", holds: false, problems: [.timestampMismatch], isStamped: false, isProven: false),
        Expectation(name: "revoked-before-crl", holds: false, revocation: .revoked, problems: [.revoked]),
        Expectation(name: "revoked-before-ocsp", holds: false, revocation: .revoked, problems: [.revoked]),
        Expectation(
            name: "revoked-now", holds: false, revocation: .revoked, problems: [.revoked], isStamped: false,
            isProven: false),
        Expectation(name: "revoked-after", revocation: .good),
        // The list is of the timestamp authority's issuer, too.
        Expectation(
            name: "forged-crl", holds: false, problems: [.timestampUntrusted, .evidenceUnfit], isProven: false),
        Expectation(name: "forged-ocsp", holds: false, problems: [.evidenceUnfit]),
    ]
}

/// What the script has made. Once for all tests.
struct LevelFiles: Sendable {
    struct Verdict: Decodable, Sendable {
        let basic: Bool
        let lta: String?
        let error: String?
    }

    let verdicts: [String: Verdict]
    private let files: [String: [UInt8]]
    private let root: Certificate

    private static let made = Result { try LevelFiles() }

    static var shared: LevelFiles { get throws { try made.get() } }

    func reports(_ name: String, trusting: Bool = true) throws -> [SignatureReport] {
        let verifier = SignatureVerifier(anchors: TrustAnchors(trusting ? [root] : []), at: Date())
        return try verify(SampleFile(bytes: try #require(files[name])), by: verifier)
    }

    private init() throws {
        let workspace = try TemporaryDirectory("levels")
        let source = try workspace.write(SampleFile().bytes, to: "source.pdf")
        let result = try Tool.run(Tool.python, ["-c", LevelScript.text, source, workspace.path])
        guard result.status == 0 else { throw JudgeFailure(result: result) }
        let read = { (path: String) in Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
        verdicts = try JSONDecoder().decode(
            [String: Verdict].self, from: Data(try read(workspace.file("verdicts.json"))))
        var files: [String: [UInt8]] = [:]
        for name in verdicts.keys { files[name] = try read(workspace.file("\(name).pdf")) }
        self.files = files
        let pem = try read(workspace.file("root.pem"))
        root = try #require(try Certificate.all(inPEM: pem, name: "root").first)
    }
}
