// Intake: a scan becomes a dossier on the officer's desk.
//
// Called by the inbox scan for each file that has settled, and by `submit FILE`.
// Trusts nothing about the file: it is copied into a private inode while hashing, held against the limit, and looked at
// by poppler and qpdf in a helper process.
// Promises: what is accepted has a code and a form and stands in `scanned/`; what is refused stands in `inbox/refused/`
// with its reason, bytes untouched; nothing is lost in between.

import Certification
import Faults
import Ledger
import PDF
import Spool
import Synchronization

extension Office {
    /// A scan to be taken in.
    struct Scan: ~Copyable {
        let file: ReadableFile
        /// As the ledger writes paths; absolute for a file from outside of the workspace.
        let path: SpoolPath
        let fields: FormFields
        /// Whether the file goes once it is taken in; one that a command names stays where it is.
        let isConsumed: Bool
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
        let form = try scan.fields.resolved(types: configuration.documentTypes)
        let work = try layout.open(.work)
        let workName = IntakeWorkName.next()
        let taken = try scan.file.takeIn(to: work, as: workName)
        let pages: Int
        do {
            pages = try await inspect(try taken.open(), name: name.display).pages
        } catch {
            try taken.discard()
            throw error
        }

        let now = clock.now()
        let local = clock.local(now)
        let step = try await ledger.prepare(
            StepDraft(
                subject: .scan(
                    office: configuration.office.code,
                    day: local.date,
                    style: configuration.office.codeStyle
                ),
                sourcePath: scan.path.bytes,
                sourceHash: taken.digest,
                workName: workName.bytes
            ),
            at: now
        )
        let occasion = Occasion(at: now, actor: actor)
        let plan = StepPlan(
            change: .takeIn(
                DossierChange.Intake(
                    originalName: name.bytes,
                    form: form,
                    pages: pages,
                    receivedAt: now,
                    dueAt: Deadline().due(receivedAt: local).moment
                )
            ),
            folder: .scanned,
            name: DossierFileName.make(code: step.code, originalName: name),
            occasion: occasion
        )
        let committed: CommittedStep
        do {
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
            try await ledger.finish(committed)
        } catch {
            await completeLater(committed, because: error)
        }
        return step.code
    }

    /// Has a helper process look at a file that this program alone can change.
    func inspect(_ file: consuming ReadableFile, name: String) async throws -> InspectionReport {
        try await inspector.inspect(file.descriptorNumber, name: name)
    }
}

/// Names of copies in the work folder before their dossier has a code, and of what came with them.
enum IntakeWorkName {
    private static let counter = Atomic<UInt64>(0)

    static func next() -> FileName {
        let number = counter.add(1, ordering: .relaxed).newValue
        guard let name = FileName("intake-\(number).scan") else { preconditionFailure("digits make a file name") }
        return name
    }
}
