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
        try await commitSubmission(of: code, office)
        try office.close()
    }

    private static func commitSubmission(of code: DossierCode, _ office: Office) async throws {
        let record = try await office.ledger.dossier(code)
        let document = try await office.atDesk(record)
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

    @Test("the next step waits for a file that has not followed the commit yet, and calls nothing missing")
    func underWay() async throws {
        let fixture = try OfficeFixture()
        let code = try Self.taken(fixture)
        try await Self.rejectWhileUnderWay(code, fixture)
        try fixture.run("reject", code.text, "--reason", "mờ").requireSuccess()
        #expect(try fixture.dossier(code.text).state == "rejected")
    }

    /// The office has let go of its workspace on return.
    private static func rejectWhileUnderWay(_ code: DossierCode, _ fixture: OfficeFixture) async throws {
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        let office = try await Office.open(configuration, program: "test")
        try await commitSubmission(of: code, office)
        await #expect(throws: StepFault.underWay(code)) {
            try await office.reject(code, because: try Rejection(ground: nil, words: "mờ"), actor: "test")
        }
        try office.close()
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
        let document = try await office.atDesk(record)
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

    /// Half of the scans are committed and not published, half are prepared: as many as `TORTURE_IN_FLIGHT` says.
    @Test("what was in flight is brought to its end at the next start")
    func inFlight() async throws {
        let count = ProcessInfo.processInfo.environment["TORTURE_IN_FLIGHT"].flatMap { Int($0) } ?? 40
        let fixture = try OfficeFixture()
        try await Self.leaveInFlight(count, fixture)
        let start = ContinuousClock.now
        try fixture.run("run", "--once").requireSuccess()
        print("\(count) dossiers in flight: the next start took \(ContinuousClock.now - start)")
        let rows = try fixture.dossiers()
        #expect(rows.count == (count + 1) / 2 && rows.allSatisfy { $0.state == "scanned" && fixture.exists($0.path) })
        #expect(try FileManager.default.subpathsOfDirectory(atPath: fixture.path("spool/.state/work")).isEmpty)
        #expect(try fixture.run("audit").status == 0)
    }

    /// The office has let go of its workspace on return.
    private static func leaveInFlight(_ count: Int, _ fixture: OfficeFixture) async throws {
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        let office = try await Office.open(configuration, program: "test")
        for number in 1...count { try await leaveInFlight(number: number, office) }
        try office.close()
    }

    /// P0 to P2 of an intake, and P3 for every odd number; then nothing more.
    private static func leaveInFlight(number: Int, _ office: Office) async throws {
        let work = try office.layout.open(.work)
        let name = try #require(FileName("flight-\(number).scan"))
        var file = try work.create(name)
        try file.write(Scan.pdf("in flight \(number)"))
        let synced = try file.sync()
        let now = office.clock.now()
        let local = office.clock.local(now)
        let path = try #require(SpoolPath(bytes: Array("/nowhere/\(number).pdf".utf8)))
        let subject = StepDraft.Subject.scan(
            office: office.configuration.office.code, day: local.date, style: office.configuration.office.codeStyle
        )
        let step = try await office.ledger.prepare(
            StepDraft(subject: subject, sourcePath: path.bytes, sourceHash: synced.digest, workName: name.bytes),
            at: now
        )
        guard number % 2 == 1 else { return }
        let intake = DossierChange.Intake(
            originalName: name.bytes, form: try DossierForm(), pages: 1, receivedAt: now, dueAt: now
        )
        let plan = StepPlan(
            change: .takeIn(intake),
            folder: .scanned,
            name: DossierFileName.make(code: step.code, originalName: name),
            occasion: Occasion(at: now, actor: "test")
        )
        _ = try await office.commit(step, plan, hash: synced.digest, bytes: synced.size)
    }
}
