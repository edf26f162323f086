// Intake: a scan becomes a dossier on the officer's desk.
//
// Called by the inbox scan for each file that has settled, and by `submit FILE`.
// Trusts nothing about the file: it is copied into a private inode while hashing, held against the limit, and looked at
// by poppler and qpdf in a helper process.
// Promises: what is accepted has a code and a form and stands in `scanned/`; what is refused stands in `inbox/refused/`
// with its reason, bytes untouched; nothing is lost in between; the original of a repaired scan is kept.

import Certification
import Faults
import Ledger
import PDF
import Spool

extension Office {
    /// A scan to be taken in.
    struct Scan: ~Copyable {
        let file: ReadableFile
        /// As the ledger writes paths; absolute for a file from outside of the workspace.
        let path: SpoolPath
        let fields: FormFields
        /// Whether the file goes once it is taken in; one that a command names stays where it is.
        let isConsumed: Bool
        /// What the person comes for, where they booked.
        var appointment: AppointmentRecord?
    }

    /// Takes a scan in.
    ///
    /// - Throws: what is wrong with the document (exit code 65), and what is wrong with us; the file is where it was.
    func takeIn(_ scan: consuming Scan, actor: String) async throws -> DossierCode {
        let name = scan.file.name
        guard scan.file.size <= configuration.intake.limit else {
            throw IntakeFault.tooLarge(name: name.display, bytes: scan.file.size, limit: configuration.intake.limit)
        }
        guard scan.file.size > 0 else { throw PDFFault.emptyFile(name: name.display) }
        let appointment = scan.appointment
        let fields = try await completed(scan.fields)
        let form = try fields.resolved(types: configuration.offeredTypes, keeping: appointment?.documentType)
        let work = try layout.open(.work)
        try work.requireRoom(forDocumentOf: scan.file.size)
        let examined = try await examine(
            try scan.file.takeIn(to: work, as: IntakeWorkName.next()), name: name.display
        )
        let now = clock.now()
        let step: PreparedStep
        switch await prepare(examined, from: scan.path, again: scan.fields.again ?? false, at: now) {
        case .success(let prepared): step = prepared
        case .failure(let error):
            try examined.discard()
            throw error
        }
        // From its commit on the step is open to all who complete open steps, while its files are still on their way.
        await turns.begin(step.code)
        defer { turns.end(step.code) }
        let occasion = Occasion(at: now, actor: actor)
        var plan = StepPlan(
            change: .takeIn(
                DossierChange.Intake(
                    originalName: name.bytes,
                    form: form,
                    pages: examined.pages,
                    receivedAt: now,
                    dueAt: due(receivedAt: now, form),
                    appointment: appointment?.code
                )
            ),
            folder: .scanned,
            name: DossierFileName.make(code: step.code, originalName: name),
            occasion: occasion
        )
        plan.note = examined.note
        let taken = examined.file
        let committed: CommittedStep
        do {
            try await keepOriginal(examined.original, of: step, plan)
            committed = try await commit(step, plan, hash: taken.digest, bytes: taken.size)
        } catch {
            try taken.discard()
            throw error
        }
        do {
            let target = try layout.open(.scanned)
            try makeRoom(for: plan.name, in: target, hash: committed.resultHash)
            let published = try taken.publish(as: plan.name, in: target)
            if scan.isConsumed {
                try keepCompanions(of: committed)
                try published.retire(scan.file)
            }
            try await tidyDesk(after: committed)
            ledger.finish(committed)
        } catch {
            await completeLater(committed, because: error)
        }
        if let appointment { await removeDecidedMessages(of: .appointment(appointment.code)) }
        return step.code
    }

    private func prepare(
        _ examined: borrowing ExaminedScan,
        from path: SpoolPath,
        again: Bool,
        at now: Moment
    ) async -> Result<PreparedStep, any Error> {
        let draft = StepDraft(
            subject: .scan(
                office: configuration.office.code,
                day: clock.local(now).date,
                style: configuration.office.codeStyle,
                again: again
            ),
            sourcePath: path.bytes,
            sourceHash: examined.sourceHash,
            workName: examined.file.name.bytes
        )
        do {
            return .success(try await ledger.prepare(draft, at: now))
        } catch {
            return .failure(error)
        }
    }
}
