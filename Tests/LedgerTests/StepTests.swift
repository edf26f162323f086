import Certification
import Hashing
import Ledger
import Testing

@Suite struct StepTests {
    @Test func aDossierGoesItsWholeWay() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        try await office.advance(code, .deliver)

        let dossier = try await office.ledger.dossier(code)
        #expect(code.text == "G22.99-231126-000001")
        #expect(dossier.state == .delivered)
        #expect(dossier.registration?.number.text == "1/ĐT")
        #expect(dossier.registration?.book.text == "598/ĐT")
        #expect(dossier.signer?.title == "CHỦ TỊCH")
        #expect(dossier.originalName == Array("scan.pdf".utf8))
        #expect(try dossier.originalHash == office.hash("scan.pdf"))
        #expect(dossier.form == (try office.form()))
        #expect(dossier.signedAt != nil && dossier.sealedAt != nil && dossier.deliveredAt != nil)

        let history = try await office.ledger.history(code)
        #expect(history.map(\.content.kind.text) == ["take-in", "submit", "sign", "number", "stamp", "deliver"])
        #expect(
            history.compactMap(\.content.to) == [.scanned, .awaitingSignature, .awaitingSeal, .outbox, .delivered]
        )
        #expect(try await office.ledger.openSteps().isEmpty)
        #expect(try await office.findings() == [])
        // SQLite's own view of it.
        let row = try office.sqlite("SELECT state, hex(fileHash), signerName FROM dossier").output
        #expect(row == "delivered|\(dossier.file.hash.hex.uppercased())|Nguyễn Văn A\n")
    }

    @Test func codesAreCountedPerDayAndStyleWithoutGap() async throws {
        let office = try TestOffice()
        let codes = try await withThrowingTaskGroup(of: DossierCode.self) { group in
            for number in 0..<20 { group.addTask { try await office.takeIn("scan \(number).pdf") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.map(\.number).sorted() == Array(1...20))
    }

    @Test func aDossierHasOneOpenStep() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        let step = try await office.prepare(code, .submit)
        await #expect(throws: LedgerFault.stepOpen(code)) { try await office.prepare(code, .cancel) }
        await #expect(throws: LedgerFault.stepOpen(code)) {
            try await office.ledger.updateForm(code, to: DossierForm(), office.occasion())
        }
        #expect(try await office.ledger.openStep(of: code) == .prepared(step))
        try await office.ledger.abandon(step, reason: "hết đĩa", office.occasion())
        #expect(try await office.ledger.openSteps().isEmpty)
        #expect(try await office.ledger.history(code).last?.content.note == "submit: hết đĩa")
        #expect(try await office.ledger.dossier(code).state == .scanned)
        await #expect(throws: LedgerFault.stepGone(code)) {
            try await office.ledger.abandon(step, reason: "x", office.occasion())
        }
    }

    @Test func aStepIsCommittedOnce() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        let step = try await office.prepare(code, .submit)
        let outcome = StepOutcome(
            change: .submit(try office.form()),
            path: Array("spool/awaiting-signature/x.pdf".utf8),
            hash: step.sourceHash,
            bytes: 1000,
            occasion: office.occasion()
        )
        let committed = try await office.ledger.commit(step, outcome)
        await #expect(throws: LedgerFault.stepGone(code)) { try await office.ledger.commit(step, outcome) }
        await #expect(throws: LedgerFault.stepGone(code)) {
            try await office.ledger.abandon(step, reason: "x", office.occasion())
        }
        #expect(try await office.ledger.openSteps() == [.committed(committed)])
        #expect(committed.prepared.deskPath == Array("spool/scanned/\(code) scan.pdf".utf8))
        office.ledger.finish(committed)
        office.ledger.finish(committed)
        #expect(try await office.ledger.history(code).map(\.content.kind.text) == ["take-in", "submit"])
    }

    @Test func manyStepsAreGivenUpTogetherOrNotAtAll() async throws {
        let office = try TestOffice()
        let gone = try await office.prepareScan("gone.pdf")
        try await office.ledger.abandon(gone, reason: "x", office.occasion())
        let steps = [try await office.prepareScan("a.pdf"), try await office.prepareScan("b.pdf")]
        await #expect(throws: LedgerFault.stepGone(gone.code)) {
            try await office.ledger.abandon(steps + [gone], reason: "interrupted", office.occasion())
        }
        #expect(try await office.ledger.openSteps() == steps.map { .prepared($0) })
        try await office.ledger.abandon(steps, reason: "interrupted", office.occasion())
        #expect(try await office.ledger.openSteps().isEmpty)
        #expect(try office.sqlite("SELECT count(*) FROM event").output == "3\n")
        #expect(try await office.findings() == [])
    }

    @Test func openStepsSurviveReopening() async throws {
        let office = try TestOffice()
        let step = try await office.prepareScan("scan.pdf", at: "inbox/a\nb.pdf")
        try office.ledger.close()
        let again = try Ledger.open(path: office.path, access: .readWrite)
        #expect(try await again.openSteps() == [.prepared(step)])
        try await again.abandon(step, reason: "không phải PDF", office.occasion())
        // The code of an abandoned scan is not given again.
        #expect(try office.sqlite("SELECT note FROM event").output == "G22.99-231126-000001: không phải PDF\n")
        #expect(try office.sqlite("SELECT last FROM dossierCounter").output == "1\n")
    }

    @Test func theRulesOfTheFieldHold() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf", form: DossierForm())
        await #expect(throws: LedgerFault.notAllowed(code, .scanned, .sign)) { try await office.prepare(code, .sign) }
        await #expect(throws: LedgerFault.formIncomplete(code, [.applicant, .documentType])) {
            try await office.advance(code, .submit(DossierForm()))
        }
        let stranger = try #require(DossierCode("G22.99-231126-000099"))
        await #expect(throws: LedgerFault.unknownDossier(stranger)) { try await office.ledger.dossier(stranger) }
    }

    @Test func foreignBytesAreNotActedUpon() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        let draft = StepDraft(
            subject: .dossier(code, .submit),
            sourcePath: Array("spool/scanned/submit/x.pdf".utf8),
            sourceHash: try office.hash("something else"),
            workName: Array("x".utf8)
        )
        await #expect(throws: LedgerFault.bytesDiffer(code)) {
            try await office.ledger.prepare(draft, at: office.moment())
        }
        let step = try await office.prepare(code, .submit)
        await #expect(throws: LedgerFault.bytesDiffer(code)) {
            try await office.ledger.commit(
                step,
                StepOutcome(
                    change: .submit(office.form()),
                    path: Array("x".utf8),
                    hash: office.hash("something else"),
                    bytes: 1,
                    occasion: office.occasion()
                )
            )
        }
    }

    @Test func aRejectedDossierIsMendedAndSubmittedAgain() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        try await office.advance(code, .submit(try office.form()))
        try await office.advance(code, .reject(reason: "mờ trang 2"))
        #expect(try await office.ledger.dossier(code).reason == "mờ trang 2")
        try await office.advance(code, .replaceScan(originalName: Array("scan2.pdf".utf8), pages: 4))
        var dossier = try await office.ledger.dossier(code)
        #expect(dossier.state == .rejected && dossier.pages == 4 && dossier.reason == "mờ trang 2")
        try await office.ledger.updateForm(code, to: office.form(email: "moi@example.vn"), office.occasion())
        try await office.advance(code, .submit(try office.form(email: "moi@example.vn")))
        dossier = try await office.ledger.dossier(code)
        #expect(dossier.state == .awaitingSignature && dossier.reason == nil)
        #expect(dossier.form.applicant?.email?.text == "moi@example.vn")
        #expect(try await office.findings() == [])
    }
}
