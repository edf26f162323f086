import Certification
import Hashing
import Ledger
import TestSupport
import Testing

@testable import Pipeline

/// Which failures cost a number that was given, and which keep it for the retry.
struct VoidNumberTests {
    // The office in functions of their own: who has one has the workspace's lock.

    private static func open(_ fixture: OfficeFixture) async throws -> Office {
        try await Office.open(try Workspace(found: fixture.workspace).pipeline(named: nil), program: "test")
    }

    private static func request(_ code: DossierCode, _ office: Office) -> NumberRequest {
        let now = office.clock.now()
        return NumberRequest(
            dossier: code, date: office.clock.local(now).date, occasion: Occasion(at: now, actor: "test"))
    }

    private static func allot(_ code: DossierCode, _ fixture: OfficeFixture) async throws {
        let office = try await open(fixture)
        _ = try await office.ledger.allotNumber(request(code, office))
        try office.close()
    }

    /// Fails to seal in ways that a retry may mend, and then in one that it never will.
    private static func fail(_ code: DossierCode, _ fixture: OfficeFixture) async throws {
        let office = try await open(fixture)
        let request = request(code, office)
        // None was given: nothing to make void.
        await office.giveUpNumber(of: code, because: SealingFault.noPlaceForSeal, request.occasion)
        let entry = try await office.ledger.allotNumber(request)
        for transient in [OfficeFault.somethingLeft, OfficeFault.strangeReply] {
            await office.giveUpNumber(of: code, because: transient, request.occasion)
        }
        #expect(try await office.ledger.entry(of: code) == entry)
        await office.giveUpNumber(of: code, because: SealingFault.noPlaceForSeal, request.occasion)
        #expect(try await office.ledger.entry(of: code) == nil)
        try office.close()
    }

    @Test("only what is wrong with the document itself makes a number void")
    func permanent() async throws {
        let fixture = try OfficeFixture()
        let text = try fixture.submit(Scan.pdf("void"))
        try fixture.run("sign", text).requireSuccess()
        let code = try #require(DossierCode(text))
        try await Self.fail(code, fixture)
        try fixture.run("stamp", text).requireSuccess()
        #expect(try fixture.dossier(text).number == "2/ĐT")
        #expect(try fixture.run("audit").status == 0)
    }

    @Test("a copy that is handed back leaves its number void, and gets the next one")
    func handedBack() async throws {
        let fixture = try OfficeFixture()
        let text = try fixture.submit(Scan.pdf("back"))
        try fixture.run("sign", text).requireSuccess()
        let code = try #require(DossierCode(text))
        try await Self.allot(code, fixture)
        try fixture.run("reject", text, "--reason", "Sai người ký").requireSuccess()
        let row = try fixture.dossier(text)
        #expect(row.number == nil)
        #expect(row.history.contains { $0.kind == "void" && $0.note?.contains("Sai người ký") == true })
        for command in ["submit", "sign", "stamp"] { try fixture.run(command, text).requireSuccess() }
        #expect(try fixture.dossier(text).number == "2/ĐT")
        #expect(try fixture.run("audit").status == 0)
    }

    @Test("the submitted file is found at the head of a signed one, however it ends")
    func submittedPart() throws {
        for ending in ["%%EOF", "%%EOF\n", "%%EOF\r\n\n", "%%EOF\n   "] {
            let head = Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n\(ending)".utf8)
            let tail = Array((ending.hasSuffix("\n") ? "" : "\n").utf8) + Array("12 0 obj\n<<>>\nendobj\n".utf8)
            let digest = try SHA256.digest(of: head)
            let file = head + tail
            let length = try file.withUnsafeBytes { try SubmittedPart.length(in: $0, digest: digest) }
            #expect(length == head.count, "\(ending)")
            let other = try SHA256.digest(of: Array("x".utf8))
            #expect(try file.withUnsafeBytes { try SubmittedPart.length(in: $0, digest: other) } == nil)
        }
    }
}
