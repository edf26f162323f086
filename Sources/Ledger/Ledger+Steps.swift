// The ledger's side of the step protocol: P1 prepare, P3 commit, P6 finish.
//
// Called by every stage for every transition that has a file, and by recovery. Trusts the caller's hashes.
// Promises: a dossier has one open step at most; a step is committed once; code, state, event and deliveries of a
// step are written in one transaction. Files are moved by the caller, between P3 and P6.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// P1: notes that a step begins. A scan gets its code here. It is on the medium before P3, and may not be yet when this
    /// returns: a step that a crash takes with it has left nothing but a work file, which recovery removes.
    ///
    /// - Throws: ``LedgerFault/stepOpen(_:)``, ``LedgerFault/notAllowed(_:_:_:)``, ``LedgerFault/unknownDossier(_:)``,
    ///   ``LedgerFault/bytesDiffer(_:)`` when the source is not the dossier's file (a new scan may be any file),
    ///   ``LedgerFault/duplicate(_:)`` when a scan's bytes are those of a dossier that is open or certified.
    package func prepare(_ draft: StepDraft, at moment: Moment) async throws(LedgerFault) -> PreparedStep {
        try await write(.made) { database in
            let code: DossierCode
            let transition: Transition
            let dossier: DossierRecord?
            switch draft.subject {
            case .scan(let office, let day, let style, let again):
                (transition, dossier) = (.takeIn, nil)
                if !again, let twin = try database.twin(of: draft) { throw LedgerFault.duplicate(twin) }
                code = try database.nextCode(office: office, day: day, style: style)
            case .dossier(let known, let requested):
                (code, transition) = (known, requested)
                let record = try database.dossier(known)
                guard try !database.hasOpenStep(known) else { throw LedgerFault.stepOpen(known) }
                guard requested.target(from: record.state) != nil else {
                    throw LedgerFault.notAllowed(known, record.state, requested)
                }
                guard requested == .replaceScan || draft.sourceHash == record.file.hash else {
                    throw LedgerFault.bytesDiffer(known)
                }
                dossier = record
            }
            var row = StoredRow(table: "step")
            row.set("dossier", code.text)
            row.set("kind", transition.rawValue)
            row.set("fromState", dossier?.state.rawValue)
            row.set("sourcePath", draft.sourcePath.stored)
            row.set("sourceHash", draft.sourceHash.stored)
            row.set("deskPath", dossier?.file.path.stored)
            row.set("workName", draft.workName.stored)
            row.set("phase", "PREPARED")
            row.set("preparedAt", moment.milliseconds)
            row.set("attempts", 0)
            try row.insert(into: database)
            return PreparedStep(
                id: database.lastInsertedRowID,
                code: code,
                transition: transition,
                from: dossier?.state,
                sourcePath: draft.sourcePath,
                sourceHash: draft.sourceHash,
                deskPath: dossier?.file.path,
                workName: draft.workName,
                preparedAt: moment
            )
        }
    }

    /// P3, the commit point: the dossier's new state, the event and the deliveries, in one transaction.
    ///
    /// - Throws: ``LedgerFault/stepGone(_:)`` when the step is no longer prepared, ``LedgerFault/noNumber(_:)``,
    ///   ``LedgerFault/formIncomplete(_:_:)``, ``LedgerFault/bytesDiffer(_:)`` when a step changed bytes that it must
    ///   not change.
    package func commit(_ step: PreparedStep, _ outcome: StepOutcome) async throws(LedgerFault) -> CommittedStep {
        try await write { database in
            // The very step: where P1 could not be written, its number may be another's by now.
            guard case .prepared(let current)? = try database.openStep(step.id), current == step,
                outcome.change.transition == step.transition
            else { throw LedgerFault.stepGone(step.code) }
            guard step.transition.mayChangeBytes || outcome.file.hash == step.sourceHash else {
                throw LedgerFault.bytesDiffer(step.code)
            }
            let previous = step.from == nil ? nil : try database.dossier(step.code)
            let dossier = try previous.changed(by: outcome, step)
            try database.save(
                dossier,
                over: previous,
                kind: .transition(step.transition),
                note: outcome.change.reason ?? outcome.note,
                outcome.occasion
            )
            if case .handBack(let reason, _) = outcome.change {
                try database.voidNumber(of: step.code, reason: reason, outcome.occasion)
            }
            if case .takeIn(let intake) = outcome.change, let appointment = intake.appointment {
                try database.process(appointment, as: step.code, outcome.occasion)
            }
            try database.enqueue(outcome.deliveries, for: .dossier(step.code), outcome.occasion)
            try database.run(
                "UPDATE step SET phase = 'COMMITTED', targetPath = ?, resultHash = ? WHERE id = ?",
                [outcome.file.path.stored, outcome.file.hash.stored, step.id]
            )
            return CommittedStep(prepared: current, targetPath: outcome.file.path, resultHash: outcome.file.hash)
        }
    }

    /// P6: the files have followed. Finishing a step again does nothing. Nobody waits for it: it is written with what
    /// comes next, and what a crash takes with it recovery finds done.
    package func finish(_ step: CommittedStep) {
        let id = step.prepared.id
        _ = ending.withLock { $0.insert(id) }
        writeSoon {
            try $0.finish(step)
        } then: { [weak self] in
            // Where it could not be written, the step is open again, and whoever looks at open steps ends it.
            _ = self?.ending.withLock { $0.remove(id) }
        }
    }

    /// P6 of many steps, in one transaction.
    package func finish(_ steps: [CommittedStep]) async throws(LedgerFault) {
        guard !steps.isEmpty else { return }
        try await write { database in
            for step in steps { try database.finish(step) }
        }
    }

    /// Gives up a step that was not committed; the dossier stays as it was, the reason is an event. The code of a
    /// scan that did not become a dossier is not given again.
    /// - Throws: ``LedgerFault/stepGone(_:)``.
    package func abandon(_ step: PreparedStep, reason: String, _ occasion: Occasion) async throws(LedgerFault) {
        try await abandon([step], reason: reason, occasion)
    }

    /// Gives up many steps, in one transaction: all of them or none.
    /// - Throws: ``LedgerFault/stepGone(_:)``.
    package func abandon(_ steps: [PreparedStep], reason: String, _ occasion: Occasion) async throws(LedgerFault) {
        guard !steps.isEmpty else { return }
        try await write { database in
            for step in steps { try database.abandon(step, reason: reason, occasion) }
        }
    }

    /// What recovery has to look at, in the order the steps began.
    package func openSteps() async throws(LedgerFault) -> [OpenStep] {
        let ending = ending.withLock(\.self)
        let steps = try await look { try $0.all("\(OpenStep.selection) ORDER BY id", [], OpenStep.init(row:)) }
        return steps.filter { !ending.contains($0.id) }
    }

    /// The step of a dossier that is on its way, if there is one.
    package func openStep(of code: DossierCode) async throws(LedgerFault) -> OpenStep? {
        let ending = ending.withLock(\.self)
        let step = try await look {
            try $0.one("\(OpenStep.selection) WHERE dossier = ?", [code.text], OpenStep.init(row:))
        }
        return step.flatMap { ending.contains($0.id) ? nil : $0 }
    }
}

extension Database {
    func hasOpenStep(_ code: DossierCode) throws -> Bool {
        try one("SELECT 1 FROM step WHERE dossier = ?", [code.text]) { _ in true } ?? false
    }

    /// The oldest dossier of the same bytes, be it one that is just coming about. Cancelled and annulled ones count for
    /// nothing: whoever drops their scan again wants a new copy.
    fileprivate func twin(of draft: StepDraft) throws -> DossierCode? {
        try one(
            """
            SELECT code FROM dossier WHERE originalHash = ?1 AND state NOT IN ('cancelled', 'annulled')
            UNION ALL
            SELECT dossier FROM step WHERE kind = ?2 AND sourceHash = ?1 AND sourcePath <> ?3
            LIMIT 1
            """,
            [draft.sourceHash.stored, Transition.takeIn.rawValue, draft.sourcePath.stored]
        ) { try $0.code() }
    }

    /// The number alone may be another step's by now.
    fileprivate func finish(_ step: CommittedStep) throws {
        try run(
            "DELETE FROM step WHERE id = ? AND dossier = ? AND phase = 'COMMITTED'",
            [step.prepared.id, step.prepared.code.text])
    }

    fileprivate func openStep(_ id: Int64) throws -> OpenStep? {
        try one("\(OpenStep.selection) WHERE id = ?", [id], OpenStep.init(row:))
    }

    fileprivate func abandon(_ step: PreparedStep, reason: String, _ occasion: Occasion) throws {
        guard case .prepared? = try openStep(step.id) else { throw LedgerFault.stepGone(step.code) }
        try run("DELETE FROM step WHERE id = ?", [step.id])
        let isScan = step.from == nil
        try append(
            EventRecord.Content(
                occasion: occasion,
                kind: .stepAbandoned,
                dossier: isScan ? nil : step.code,
                from: nil,
                to: nil,
                fileHash: step.sourceHash,
                note: isScan ? "\(step.code): \(reason)" : "\(step.transition.rawValue): \(reason)",
                recordHash: nil
            )
        )
    }

    fileprivate func nextCode(office: OfficeCode, day: CivilDate, style: CodeStyle) throws -> DossierCode {
        let digits = style.digits(of: day)
        let last = try one(
            "SELECT last FROM dossierCounter WHERE office = ? AND dayDigits = ?", [office.text, digits]
        ) { try $0.count() }
        let number = (last ?? 0) + 1
        guard let code = DossierCode(office: office, day: day, number: number, style: style) else {
            throw LedgerFault.codesExhausted(office, day)
        }
        try run(
            """
            INSERT INTO dossierCounter (office, dayDigits, last) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET last = excluded.last
            """,
            [office.text, digits, number]
        )
        return code
    }
}

extension DossierRecord? {
    /// What a step makes of a dossier, or of none.
    fileprivate func changed(by outcome: StepOutcome, _ step: PreparedStep) throws -> DossierRecord {
        if case .takeIn(let intake) = outcome.change {
            return DossierRecord(intake, code: step.code, originalHash: step.sourceHash, file: outcome.file)
        }
        guard var dossier = self else { throw LedgerFault.unknownDossier(step.code) }
        try dossier.apply(outcome.change, outcome.occasion)
        dossier.file = outcome.file
        if step.transition == .replaceScan { dossier.originalHash = step.sourceHash }
        return dossier
    }
}
