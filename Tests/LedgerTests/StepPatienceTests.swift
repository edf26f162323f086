import Certification
import Hashing
import TestSupport
import Testing

@testable import Ledger

/// What a step does not wait for: that its beginning is on the medium at once, and its end at all.
@Suite(.blocking) struct StepPatienceTests {
    private let openSteps = "SELECT count(*) FROM step"

    @Test("The end of a step is there at once for whoever asks, and on the medium soon, though nothing else happens")
    func endIsWrittenByItself() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        #expect(try await office.ledger.openSteps().isEmpty)
        #expect(try await office.ledger.openStep(of: code) == nil)
        try await patiently("a step stays open") { try office.sqlite(openSteps).output == "0\n" }
    }

    @Test func endIsWrittenBeforeTheLedgerCloses() async throws {
        let office = try TestOffice()
        for number in 0..<3 { _ = try await office.takeIn("\(number).pdf") }
        try office.ledger.close()
        #expect(try office.sqlite(openSteps).output == "0\n")
    }

    @Test("A step whose beginning was lost is not committed as another that has its number by now")
    func lostBeginning() async throws {
        let office = try TestOffice()
        let lost = try await office.prepareScan("lost.pdf")
        // As if neither it nor its code had been written.
        try await office.ledger.write {
            try $0.run("DELETE FROM step", [])
            try $0.run("DELETE FROM dossierCounter", [])
        }
        let other = try await office.prepareScan("other.pdf")
        #expect(other.id == lost.id && other.code == lost.code)
        let intake = DossierChange.Intake(
            originalName: Array("lost.pdf".utf8), form: try office.form(), pages: 1, receivedAt: office.moment(),
            dueAt: office.moment())
        let outcome = StepOutcome(
            change: .takeIn(intake), path: Array("spool/scanned/lost.pdf".utf8), hash: try office.hash("lost.pdf"),
            bytes: 1, occasion: office.occasion())
        await #expect(throws: LedgerFault.stepGone(lost.code)) { try await office.ledger.commit(lost, outcome) }
        #expect(try await office.ledger.openSteps() == [.prepared(other)])
    }

    @Test("Ending a step again ends no other that has its number by now")
    func endedTwice() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        try await patiently("a step stays open") { try office.sqlite(openSteps).output == "0\n" }
        let step = try await office.prepare(code, .submit)
        let outcome = StepOutcome(
            change: .submit(try office.form()), path: Array("spool/awaiting-signature/x.pdf".utf8),
            hash: step.sourceHash, bytes: 1000, occasion: office.occasion())
        let committed = try await office.ledger.commit(step, outcome)
        let stranger = try #require(DossierCode("G22.99-231126-000099"))
        let alike = PreparedStep(
            id: step.id, code: stranger, transition: .submit, from: .scanned, sourcePath: step.sourcePath,
            sourceHash: step.sourceHash, deskPath: step.deskPath, workName: step.workName, preparedAt: step.preparedAt)
        try await office.ledger.finish([
            CommittedStep(prepared: alike, targetPath: committed.targetPath, resultHash: committed.resultHash)
        ])
        #expect(try await office.ledger.openSteps() == [.committed(committed)])
    }

    @Test("Beginnings that were told while a neighbour failed hold")
    func neighbourFails() async throws {
        let office = try TestOffice()
        let codes = await withTaskGroup(of: DossierCode?.self) { group in
            for number in 0..<150 {
                group.addTask {
                    // Who fails shows in the list of codes.
                    guard number % 3 == 0 else { return try? await office.takeIn("\(number).pdf") }
                    // Meant to fail.
                    try? await office.ledger.write { database in
                        try database.run("INSERT INTO dossierCounter VALUES ('A', '\(100_000 + number)', 1)", [])
                        throw LedgerFault.busy
                    }
                    return nil
                }
            }
            return await group.reduce(into: [DossierCode]()) { if let code = $1 { $0.append(code) } }
        }
        #expect(codes.map(\.number).sorted() == Array(1...100))
        #expect(try office.sqlite("SELECT count(*) FROM dossierCounter").output == "1\n")
        #expect(try await office.findings() == [])
    }
}
