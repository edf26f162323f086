// Sealing: the clerk gives a signed copy its number and the office's seal.
//
// Called by `stamp` and by files moved to `awaiting-seal/stamp/`. Trusts the ledger about state and bytes.
// Promises: everything that can fail (document, certificate, services, place for the seal, address, disk) is checked
// before a number is allotted; the number is one transaction of its own, held by none, and a retry gets the same one;
// a number whose document turns out to be unfit stays in the register as VOID; the mail is made and frozen before the
// commit, so that nothing sealed is ever without its message.

import Certification
import Ledger
import PDF
import Spool

extension Office {
    /// - Parameters:
    ///   - document: the file that a gesture moved; `nil` takes the one on the desk.
    ///   - book: a book's name or number; `nil` takes the only one that is open.
    ///   - turn: where it stands among others that get their numbers in an order.
    func stamp(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        book: String?,
        turn: NumberLine.Turn? = nil,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .stamp)
        try requireWay(
            to: record.form.applicant, bytes: record.file.bytes, growth: Self.growthOfSignedCopy)
        let now = clock.now()
        let local = clock.local(now)
        let identity = try keyring.sealIdentity()
        let timestampRoom = try await reserve(for: identity.key, at: now)
        var bookID: BookID?
        if let book { bookID = try await ledger.book(named: book, office: configuration.office.code).id }
        let document = try await atDesk(record, orMoved: document)
        try layout.open(.work).requireRoom(forDocumentOf: document.source.size)
        let report = try await inspect(
            try document.content(), name: document.source.name.display, digest: document.digest)
        guard let names = CertificationFields.unsealed(among: report.structure.fields) else {
            throw SealingFault.noPlaceForSeal
        }
        // The leader's part of it; what is asked for now is at hand when the seal stands.
        _ = try await validationMaterial(of: report.structure, names)
        try requireRoom(for: document.source.size)

        let occasion = Occasion(at: now, actor: actor)
        let step = try await begin(.stamp, of: code, document)
        let entry: RegisterEntry
        let result: SyncedFile
        do {
            await turn?.come()
            entry = try await ledger.allotNumber(
                NumberRequest(dossier: code, book: bookID, date: local.date, occasion: occasion)
            )
            turn?.pass()
            let seal = SealRevision(
                number: entry.number,
                book: entry.book,
                date: entry.date,
                office: configuration.office.name,
                place: configuration.office.place,
                identity: identity,
                timestampRoom: timestampRoom
            )
            let signed = try seal.make(
                extending: report.structure,
                content: try document.content(),
                at: local
            )
            result = try await preserve(document, sealedBy: try await close(signed), of: code, names)
        } catch {
            await abandon(step, because: error, occasion)
            await giveUpNumber(of: code, because: error, occasion)
            throw error
        }
        let delivery: DeliveryDraft
        do {
            let certificate = CertificateMail(record: record, number: entry.number, date: entry.date)
            delivery = try await freeze(certificate, attaching: try result.open(), digest: result.digest, at: local)
        } catch {
            try result.discard()
            await abandon(step, because: error, occasion)
            await giveUpNumber(of: code, because: error, occasion)
            throw error
        }
        var plan = StepPlan(
            change: .stamp,
            folder: .outbox,
            name: try fileName(of: record),
            occasion: occasion
        )
        plan.deliveries = [delivery]
        _ = try await conclude(step, of: document, with: result, plan)
    }
}
