import Certification
import Foundation
import Ledger
import Spool
import TestSupport
import Testing

@testable import Pipeline

/// Crashes at chosen moments, and what people do before anybody notices.
struct RecoveryTests {
    /// A dossier on the officer's desk, ready to be submitted.
    private static func taken(_ fixture: OfficeFixture) throws -> DossierCode {
        try fixture.drop(Scan.pdf("recovery"), "inbox/ho-chieu__a@example.vn.pdf")
        try fixture.run("run", "--once").requireSuccess()
        let row = try #require(try fixture.dossiers().first)
        return try #require(DossierCode(row.code))
    }

    /// Everything of a submission up to its commit (P3); the process is gone before the files follow.
    private static func commitSubmission(of code: DossierCode, _ fixture: OfficeFixture) async throws {
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        let office = try await Office.open(configuration, program: "test")
        let record = try await office.ledger.dossier(code)
        let document = try office.atDesk(record)
        let plan = StepPlan(
            change: .submit(record.form),
            folder: .awaitingSignature,
            name: try office.fileName(of: record),
            occasion: Occasion(at: office.clock.now(), actor: "test")
        )
        let step = try await office.begin(.submit, of: code, document)
        let (digest, size) = (document.digest, document.source.size)
        try document.release()
        _ = try await office.commit(step, plan, hash: digest, bytes: size)
        try office.close()
    }

    @Test("a committed step is finished at the next start")
    func committed() async throws {
        let fixture = try OfficeFixture()
        let code = try Self.taken(fixture)
        try await Self.commitSubmission(of: code, fixture)
        try fixture.run("run", "--once").requireSuccess()
        let row = try fixture.dossier(code.text)
        #expect(row.state == "awaiting-signature" && fixture.exists(row.path))
        #expect(try fixture.files("spool/scanned").isEmpty)
        #expect(try fixture.run("audit").status == 0)
    }

    @Test("a published document that a person moved on before the restart is acted upon")
    func movedOn() async throws {
        let fixture = try OfficeFixture()
        let code = try Self.taken(fixture)
        try await Self.commitSubmission(of: code, fixture)
        // Published (P4), and moved by the leader.
        try await fixture.move(code.text, "scanned", to: "awaiting-signature/sign")
        try fixture.run("run", "--once").requireSuccess()
        #expect(try fixture.dossier(code.text).state == "awaiting-seal")
        #expect(try fixture.run("audit").status == 0)
    }

    @Test("a step whose commit fails leaves the dossier free for the next one")
    func failedCommit() async throws {
        let fixture = try OfficeFixture()
        let code = try Self.taken(fixture)
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        let office = try await Office.open(configuration, program: "test")
        let record = try await office.ledger.dossier(code)
        let document = try office.atDesk(record)
        let step = try await office.begin(.cancel, of: code, document)
        let (digest, size) = (document.digest, document.source.size)
        try document.release()
        // Not what was prepared: the ledger refuses it.
        let plan = StepPlan(
            change: .submit(record.form),
            folder: .awaitingSignature,
            name: try office.fileName(of: record),
            occasion: Occasion(at: office.clock.now(), actor: "test")
        )
        await #expect(throws: LedgerFault.self) {
            _ = try await office.commit(step, plan, hash: digest, bytes: size)
        }
        try await office.submit(code, actor: "test")
        #expect(try await office.ledger.dossier(code).state == .awaitingSignature)
        try office.close()
    }
}
