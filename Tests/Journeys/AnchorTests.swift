import Foundation
import TestSupport
import Testing

/// Someone who may write the ledger and drop its guards is found out by what lies outside of it.
@Suite(.blocking) struct AnchorTests {
    struct Report: Decodable {
        struct Finding: Decodable {
            let code: String
            let message: String
            let messageEnglish: String
        }
        struct Anchors: Decodable {
            let folder: String
            let count: Int
            let events: Int?
        }
        let events: Int
        let head: String?
        let unfinished: [String]
        let anchors: Anchors
        let findings: [Finding]
    }

    static func audit(_ office: OfficeFixture, _ arguments: String...) throws -> Report {
        let result = try office.run(["audit", "--json"] + arguments)
        let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        #expect(result.status == (report.findings.isEmpty ? 0 : 65), "\(result.output) \(result.errors)")
        return report
    }

    /// One delivered copy.
    private static func delivered(_ office: OfficeFixture, _ name: String = "a") throws -> String {
        let code = try office.submit(Scan.pdf(name), named: "\(name).pdf")
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        return code
    }

    static func anchors(_ office: OfficeFixture, _ ending: String = ".json") throws -> [String] {
        try office.files("anchors/phu-cuong").filter { $0.hasSuffix(ending) }
    }

    @Test("an anchor is a signed statement that openssl verifies, and one is enough")
    func openssl() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office)
        let report = try Self.audit(office, "--anchor")
        #expect(report.findings.isEmpty && report.anchors.count == 1)
        let folder = office.path("anchors/phu-cuong")
        let statement = try #require(try Self.anchors(office).first)
        let signature = try #require(try Self.anchors(office, ".p7s").first)
        let verified = try Tool.run(
            "openssl",
            [
                "cms", "-verify", "-binary", "-inform", "DER", "-in", "\(folder)/\(signature)", "-content",
                "\(folder)/\(statement)", "-CAfile", office.root, "-purpose", "any",
            ])
        #expect(verified.status == 0, "\(verified.errors)")
        let said = try #require(
            try JSONSerialization.jsonObject(with: Data(verified.output.utf8)) as? [String: Any])
        let head = try Tool.run(
            "sqlite3",
            [
                office.path("spool/.state/ledger.sqlite"),
                "SELECT lower(hex(hash)) FROM event WHERE sequence = \(said["events"] ?? 0)",
            ]
        ).output
        #expect(said["head"] as? String == head.trimmingCharacters(in: .newlines))
        // Nothing has happened since.
        #expect(try Self.audit(office, "--anchor").anchors.count == 1)
        _ = try Self.delivered(office, "b")
        #expect(try Self.audit(office, "--anchor").anchors.count == 2)
    }

    @Test("where the office has timestamp servers, openssl finds when the anchor was laid down")
    func timestamped() throws {
        let services = try SharedServices.shared
        let office = try LevelOffice(services, level: "B-B", timestamps: [services.timestamps])
        _ = try office.submit()
        let report = try JSONDecoder().decode(
            Report.self, from: Data(try office.run("audit", "--anchor", "--json").requireSuccess().output.utf8))
        #expect(report.findings.isEmpty && report.anchors.count == 1)
        let token = try #require(
            try FileManager.default.contentsOfDirectory(atPath: report.anchors.folder).first { $0.hasSuffix(".tst") })
        let name = "\(report.anchors.folder)/\(token.dropLast(".tst".count))"
        let verified = try Tool.run(
            "openssl",
            [
                "ts", "-verify", "-in", "\(name).tst", "-token_in", "-data", "\(name).p7s", "-CAfile", services.root,
            ])
        #expect(verified.status == 0, "\(verified)")
    }

    @Test("whoever looks, or finds what a crash left, finds a whole statement or none")
    func whole() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office)
        let events = String(try Self.audit(office).events)
        let name = String(repeating: "0", count: 12 - events.count) + events + "-0001.json"
        _ = try Tool.run(
            "strace",
            [
                "-f", "-o", "/dev/null", "-P", office.path("anchors/phu-cuong/\(name)"), "-e", "trace=write,pwrite64",
                "-e", "inject=write,pwrite64:signal=SIGKILL", Program.path, "audit", "--anchor", "--workspace",
                office.workspace,
            ])
        #expect(try Self.audit(office).findings.isEmpty)
        #expect(try Self.audit(office, "--anchor").anchors.count > 0)
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let shell: String
        let code: String
        /// Whether the office still opens: what is wrong is the audit's to tell.
        let opens: Bool

        init(_ name: String, _ shell: String, _ code: String, opens: Bool = true) {
            (testDescription, self.shell, self.code, self.opens) = (name, shell, code, opens)
        }
    }

    private static let drop = "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;"
    private static let copy = "spool/outbox/sent/*/*/*/*.pdf"
    private static func sql(_ text: String) -> String { "sqlite3 spool/.state/ledger.sqlite \"\(text)\"" }
    private static let tamperings = [
        // The tail with all that it wrote: without an anchor nobody would know.
        Tampering(
            "older ledger", "rm -f spool/.state/ledger.sqlite*; cp older spool/.state/ledger.sqlite",
            "ledger-older-than-anchor", opens: false),
        Tampering(
            "tail cut", sql("PRAGMA foreign_keys = 0; \(drop) DELETE FROM event WHERE sequence > 3"),
            "ledger-older-than-anchor", opens: false),
        Tampering(
            "hash edited", sql("\(drop) UPDATE event SET hash = zeroblob(32) WHERE kind = 'sent'"), "event-altered"),
        Tampering("event edited", sql("\(drop) UPDATE event SET actor = 'x' WHERE sequence = 2"), "event-altered"),
        Tampering("event removed", sql("\(drop) DELETE FROM event WHERE sequence = 3"), "events-missing"),
        Tampering("anchor edited", "sed -i 's/Phú/Phu/' anchors/*/*.json", "anchor-altered"),
        Tampering("anchors removed", "rm -r anchors", "anchor-missing"),
        Tampering("delivery edited", sql("UPDATE delivery SET recipient = 'x@y.vn'"), "delivery-altered"),
        Tampering("outcome edited", sql("UPDATE deliveryAttempt SET detail = 'x'"), "delivery-altered"),
        Tampering("counter edited", sql("UPDATE dossierCounter SET last = 7"), "code-counter-wrong"),
        Tampering("copy edited", "f=\"$(ls \(copy))\"; chmod u+w \"$f\"; printf x >> \"$f\"", "file-altered"),
        Tampering("copy removed", "rm \(copy)", "file-missing"),
    ]

    @Test("each tampering is named", arguments: tamperings)
    func named(_ tampering: Tampering) throws {
        let office = try OfficeFixture()
        try Tool.run(
            "sqlite3", [office.path("spool/.state/ledger.sqlite"), ".backup \(office.path("older"))"]
        ).requireSuccess()
        _ = try Self.delivered(office)
        #expect(try Self.audit(office, "--anchor").findings.isEmpty)
        let shell = tampering.shell
        try Tool.run("bash", ["-c", shell], directory: office.workspace).requireSuccess()
        let found = try Self.audit(office)
        #expect(found.findings.contains { $0.code == tampering.code }, "\(found.findings)")
        for finding in found.findings { #expect(!finding.message.isEmpty && !finding.messageEnglish.isEmpty) }
        let opened = try office.run("run", "--once")
        #expect(opened.status == (tampering.opens ? 0 : 78), "\(opened)")
        if !tampering.opens { #expect(opened.errors.contains("--accept-gap"), "\(opened.errors)") }
    }

    @Test("an anchor of another signer says nothing")
    func stranger() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office)
        _ = try Self.audit(office, "--anchor")
        let name = try #require(try Self.anchors(office).first).dropLast(".json".count)
        // What the stranger says is true, and signed as it must be.
        let script = """
            cd '\(office.path("anchors/phu-cuong"))' && rm -f \(name).p7s && \
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ../key.pem -out ../stranger.pem -subj /CN=stranger && \
            openssl cms -sign -binary -cades -in \(name).json -signer ../stranger.pem -inkey ../key.pem \
                -outform DER -out \(name).p7s
            """
        try Tool.run("bash", ["-c", script]).requireSuccess()
        let findings = try Self.audit(office).findings
        #expect(findings.map(\.code) == ["anchor-untrusted"], "\(findings)")
    }

    @Test("an anchor that the leader signed says nothing, unless the leader is stated as a signer")
    func leader() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office)
        _ = try Self.audit(office, "--anchor")
        let name = try #require(try Self.anchors(office).first).dropLast(".json".count)
        try LeaderStatement.sign(office.path("anchors/phu-cuong/\(name)"), office)
        #expect(try Self.audit(office).findings.map(\.code) == ["anchor-untrusted"])
        try LeaderStatement.believe(office)
        #expect(try Self.audit(office).findings.isEmpty)
        try office.run("run", "--once").requireSuccess()
        try office.configure { $0.replacing("pki/leader.pem", with: "pki/gone.pem") }
        let unreadable = try office.run("run", "--once")
        #expect(unreadable.status == 78 && unreadable.errors.contains("register.anchor.signers"), "\(unreadable)")
    }

    @Test("an office that lost its ledger does not open, and readers say so")
    func robbed() throws {
        let office = try OfficeFixture()
        _ = try Self.delivered(office)
        try Tool.run("bash", ["-c", "rm spool/.state/ledger.sqlite*"], directory: office.workspace).requireSuccess()
        for command in [["run", "--once"], ["list"], ["audit"], ["stamp", "--all"], ["init", office.workspace]] {
            let result = try office.run(command)
            #expect(result.status == 78 && result.errors.contains("restore"), "\(command): \(result)")
        }
        #expect(!office.exists("spool/.state/ledger.sqlite"))
    }

    @Test("an office whose ledger was emptied does not open, either")
    func emptied() throws {
        let office = try OfficeFixture()
        _ = try office.submit(Scan.pdf("a"), named: "a.pdf")
        let empty = "rm spool/.state/ledger.sqlite*; touch spool/.state/ledger.sqlite"
        try Tool.run("bash", ["-c", empty], directory: office.workspace).requireSuccess()
        let result = try office.run("run", "--once")
        #expect(result.status == 78 && result.errors.contains("restore"), "\(result)")
    }

    @Test("an office that never opened has nothing to read, and is no robbed one")
    func fresh() throws {
        let office = try OfficeFixture()
        try Tool.run("rm", ["-r", office.path("spool"), office.path("inbox")]).requireSuccess()
        #expect(try office.run("list").status == 0)
        #expect(try office.run("show", "G22.99-231126-000001").status == 66)
        #expect(try office.run("audit").status == 0)
        #expect(try office.run("run", "--once").status == 0)
        #expect(office.exists("spool/.state/ledger.sqlite"))
    }

    @Test("a step that is not finished is no missing file")
    func unfinished() async throws {
        let office = try OfficeFixture()
        let code = try office.submit(Scan.pdf("waits"))
        try await office.move(code, "awaiting-signature", to: "awaiting-signature/sign")
        let report = try Self.audit(office)
        #expect(report.findings.isEmpty && report.unfinished == [code])
        try office.run("run", "--once").requireSuccess()
        #expect(try Self.audit(office).unfinished.isEmpty)
    }

    @Test("doctor's JSON is plain text in two languages")
    func doctor() throws {
        let office = try OfficeFixture()
        let lines = try office.run("doctor", "--json").requireSuccess().output.split(separator: "\n")
        for line in lines {
            let finding = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(finding["message"] is String && finding["messageEnglish"] is String)
            #expect(Set(finding.keys) == ["level", "topic", "message", "messageEnglish", "remedy", "remedyEnglish"])
        }
    }
}
