import Certification
import Hashing
import Ledger
import Testing

/// The same bytes twice: one dossier, unless somebody says that two are meant.
@Suite struct DuplicateTests {
    private static func draft(_ office: TestOffice, _ path: String, again: Bool = false) throws -> StepDraft {
        StepDraft(
            subject: .scan(office: office.code, day: office.today, style: .dayMonthYear, again: again),
            sourcePath: Array(path.utf8),
            sourceHash: try office.hash("scan.pdf"),
            workName: Array("work \(path)".utf8)
        )
    }

    @Test func aScanOfADossierIsNamed() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        await #expect(throws: LedgerFault.duplicate(code)) {
            try await office.ledger.prepare(Self.draft(office, "inbox/b.pdf"), at: office.moment())
        }
        let step = try await office.ledger.prepare(
            Self.draft(office, "inbox/b.pdf", again: true), at: office.moment())
        #expect(step.code != code)
    }

    @Test("of two at once, one is taken in; the same file is tried again")
    func twoAtOnce() async throws {
        let office = try TestOffice()
        let first = try await office.ledger.prepare(Self.draft(office, "inbox/a.pdf"), at: office.moment())
        await #expect(throws: LedgerFault.duplicate(first.code)) {
            try await office.ledger.prepare(Self.draft(office, "inbox/b.pdf"), at: office.moment())
        }
        try await office.ledger.abandon(first, reason: "no room", office.occasion())
        _ = try await office.ledger.prepare(Self.draft(office, "inbox/b.pdf"), at: office.moment())
    }
}
