// The officer's acts (cán bộ tư pháp): trình ký, change the form, replace a rejected scan, stop a dossier.
//
// Called by commands and gestures. Trusts the ledger about states; the form on the desk is people's writing and read
// strictly. Promises: an incomplete form submits nothing and says what is missing.

import Certification
import Ledger
import Spool

extension Office {
    /// Trình ký: passes a dossier to the leader with the form as it stands on the desk.
    ///
    /// - Parameters:
    ///   - document: the file that a gesture moved; `nil` takes the one on the desk.
    ///   - fields: what a command adds to the form.
    /// - Throws: ``FormFault``, ``InvalidEntry``, ``PlacementFault``, ``GestureFault/wrongState(_:_:_:)``.
    func submit(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        fields: FormFields = FormFields(),
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .submit)
        let form = try await form(of: record, changedBy: fields)
        try form.requireComplete()
        try requireWay(to: form.applicant, bytes: record.file.bytes, growth: Self.growthOfScan)
        let document = try await atDesk(record, orMoved: document)
        let note = try await checkPlacement(form.placement, of: record, in: document)
        var plan = StepPlan(
            change: .submit(form, dueAt: due(receivedAt: record.receivedAt, form)),
            folder: .awaitingSignature,
            name: try fileName(of: record),
            occasion: Occasion(at: clock.now(), actor: actor)
        )
        plan.note = note
        _ = try await carry(document, of: code, plan)
    }

    /// Changes the form; what a command does not name stays as it is on the desk.
    func edit(_ code: DossierCode, fields: FormFields, actor: String) async throws {
        let record = try await ledger.dossier(code)
        let form = try await form(of: record, changedBy: fields)
        try await ledger.updateForm(
            code, to: form, dueAt: due(receivedAt: record.receivedAt, form),
            Occasion(at: clock.now(), actor: actor))
        try await writeForm(of: code)
    }

    /// Replaces the scan of a dossier that has not been submitted or was rejected; the old scan is kept.
    func replaceScan(_ code: DossierCode, with file: consuming ReadableFile, actor: String) async throws {
        let record = try await requireState(of: code, for: .replaceScan)
        guard let folder = SpoolLayout.desk(of: record.state) else { throw StepFault.resultMissing(code) }
        let limit = configuration.intake.limit
        guard file.size <= limit else {
            throw IntakeFault.tooLarge(name: file.name.display, bytes: file.size, limit: limit)
        }
        guard let path = SpoolPath(bytes: Array(file.path.utf8)) else {
            throw IntakeFault.noSuchFile(path: file.path)
        }
        let originalName = file.name
        let examined = try await examine(
            try file.takeIn(to: try layout.open(.work), as: IntakeWorkName.next()), name: originalName.display
        )
        let old = try await atDesk(record)
        let occasion = Occasion(at: clock.now(), actor: actor)
        let step = try await ledger.prepare(
            StepDraft(
                subject: .dossier(code, .replaceScan),
                sourcePath: path.bytes,
                sourceHash: examined.sourceHash,
                workName: examined.file.name.bytes
            ),
            at: occasion.at
        )
        var plan = StepPlan(
            change: .replaceScan(originalName: originalName.bytes, pages: examined.pages),
            folder: folder,
            name: DossierFileName.make(code: code, originalName: originalName),
            occasion: occasion
        )
        plan.note = examined.note
        try old.release()
        let taken = examined.file
        try await keepOriginal(examined.original, of: step, plan)
        let committed = try await commit(step, plan, hash: taken.digest, bytes: taken.size)
        try await complete(committed)
    }

    /// Hủy hồ sơ: stops a dossier for good.
    func cancel(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        reason: String,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .cancel)
        let document = try await atDesk(record, orMoved: document)
        let plan = StepPlan(
            change: .cancel(reason: reason),
            folder: .cancelled,
            name: try fileName(of: record),
            occasion: Occasion(at: clock.now(), actor: actor)
        )
        _ = try await carry(document, of: code, plan)
    }

    // MARK: What the acts share

    /// When a copy is due, by the rule and what was agreed.
    func due(receivedAt: Moment, _ form: DossierForm) -> Moment {
        configuration.office.deadline.due(receivedAt: clock.local(receivedAt), agreedDays: form.agreedDays).moment
    }

    /// The dossier, if the rules allow the transition now.
    func requireState(of code: DossierCode, for transition: Transition) async throws -> DossierRecord {
        let record: DossierRecord
        do {
            record = try await ledger.dossier(code)
        } catch LedgerFault.unknownDossier {
            throw GestureFault.unknownDossier(code)
        }
        guard transition.target(from: record.state) != nil else {
            throw GestureFault.wrongState(code, record.state, transition)
        }
        return record
    }

    /// The dossier's file where the ledger says it is, with the bytes that the ledger has.
    ///
    /// - Parameter moved: the file that a gesture moved from there.
    /// - Throws: ``StepFault/underWay(_:)`` where the step before has not brought it there yet, `documentMissing`.
    func atDesk(
        _ record: DossierRecord, orMoved moved: consuming DocumentAtHand? = nil
    ) async throws -> DocumentAtHand {
        if let moved { return moved }
        if let document = try presentDocument(of: record) { return document }
        if case .committed? = try await ledger.openStep(of: record.code) { throw StepFault.underWay(record.code) }
        throw StepFault.documentMissing(record.code, path: String(decoding: record.file.path, as: UTF8.self))
    }

    private func presentDocument(of record: DossierRecord) throws -> DocumentAtHand? {
        guard let path = SpoolPath(bytes: record.file.path), let (directory, name) = try layout.locate(path),
            try directory.status(of: name)?.kind == .regular
        else { return nil }
        let document = try DocumentAtHand.take(
            try directory.openRegular(name),
            path: path,
            work: try layout.open(.work),
            workName: WorkName.copy(of: record.code)
        )
        guard document.digest == record.file.hash else {
            try document.release()
            return nil
        }
        return document
    }

    /// The name that the dossier's file has on every desk.
    func fileName(of record: DossierRecord) throws -> FileName {
        guard let name = SpoolPath(bytes: record.file.path)?.name else {
            throw StepFault.documentMissing(record.code, path: "")
        }
        return name
    }

    /// The form: a command's fields, else what stands in `<code>.yaml` beside the file, moved with it or left on its
    /// desk, else the ledger's; of an account that it names, what the directory knows and nobody has written.
    private func form(of record: DossierRecord, changedBy fields: FormFields) async throws -> DossierForm {
        var known = FormFields(record.form)
        let code = record.code
        for folder in [SpoolFolder.submit, .awaitingSignature, .scanned, .rejected] {
            guard let text = try Self.text(of: Companion.form(code), in: try layout.open(folder)) else { continue }
            // Most forms are as the program wrote them, and reading one takes longer than writing it.
            if text != formText(of: record) {
                known = try FormFile.read(text, file: Companion.form(code).display).withoutPerson(of: known)
            }
            break
        }
        let changed = try await completed(fields.falling(backOn: known.withoutPerson(of: known, for: fields.account)))
        return try changed.resolved(types: configuration.offeredTypes, keeping: record.form.documentType)
    }
}
