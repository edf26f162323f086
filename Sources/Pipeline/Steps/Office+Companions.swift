// What stands beside a dossier's file on a desk: its form, and reasons.

import Certification
import Faults
import Ledger
import Spool

extension Office {
    /// After a step: the old desk is cleared of the dossier's companions, the new one gets what belongs there.
    func tidyDesk(after step: CommittedStep) async throws {
        let code = step.prepared.code
        if let deskPath = step.prepared.deskPath.flatMap({ SpoolPath(bytes: $0) }),
            let (desk, _) = try layout.locate(deskPath)
        {
            try desk.remove(ReasonFile.name(for: Companion.base(code)))
            try keep(Companion.form(code), in: desk)
        }
        switch step.prepared.transition {
        case .takeIn, .replaceScan:
            try await writeForm(of: code)
        case .reject, .handBack:
            try await writeForm(of: code)
            try await writeReason(of: code)
        case .cancel, .giveUp:
            try await writeReason(of: code)
        case .submit, .sign, .stamp, .deliver, .resend, .annul:
            break
        }
    }

    /// What people put beside the file that the step was made from: left behind, it would speak for the next one.
    func keepCompanions(of step: CommittedStep) throws {
        guard let source = SpoolPath(bytes: step.prepared.sourcePath), let (folder, name) = try layout.locate(source)
        else { return }
        let companions =
            step.prepared.transition == .takeIn
            ? ScanMetadata.sidecars(of: name)
            : [Companion.form(step.prepared.code), Companion.note(step.prepared.code)]
        for companion in companions { try keep(companion, in: folder) }
    }

    /// Writes the form as the ledger has it beside the dossier's file; what stood there is kept.
    func writeForm(of code: DossierCode) async throws {
        let record = try await ledger.dossier(code)
        guard let folder = SpoolLayout.desk(of: record.state) else { return }
        let desk = try layout.open(folder)
        let text = formText(of: record)
        if try Self.text(of: Companion.form(code), in: desk) == text { return }
        try keep(Companion.form(code), in: desk)
        // A draft left by a crash.
        try desk.remove(Companion.draft(code))
        var file = try desk.create(Companion.draft(code), mode: 0o660)
        try file.write(Array(text.utf8))
        _ = try file.sync().publish(as: Companion.form(code), in: desk)
    }

    /// The form as the ledger has it.
    func formText(of record: DossierRecord) -> String {
        FormFile.text(
            record.form,
            code: record.code,
            types: configuration.offeredTypes,
            summary: summary(of: record),
            // On the officer's desk nothing else has changed the bytes yet.
            isRepaired: record.originalHash != record.file.hash
        )
    }

    private func summary(of record: DossierRecord) -> String {
        let fee = Fee(pages: record.pages, copies: record.form.copies)
        let due = clock.local(record.dueAt)
        return "\(record.pages) trang, \(record.form.copies) bản, phí \(fee.text); hẹn trả \(due.vietnamese)."
    }

    private func writeReason(of code: DossierCode) async throws {
        let record = try await ledger.dossier(code)
        guard let folder = SpoolLayout.desk(of: record.state), let reason = record.reason else { return }
        let wording = Wording(vi: reason, en: "The reason is given above in the words of the office.")
        try ReasonFile.write(wording, for: Companion.base(code), in: try layout.open(folder))
    }

    /// Takes a file that people wrote off a desk, and keeps it.
    func keep(_ name: FileName, in directory: Directory) throws {
        guard try directory.status(of: name) != nil else { return }
        let kept = try layout.open(.kept)
        var ordinal = 1
        while true {
            do {
                try keep(name, in: directory, as: ordinal == 1 ? name : name.numbered(ordinal), of: kept)
                return
            } catch SpoolFault.nameTaken {
                ordinal += 1
            }
        }
    }

    private func keep(_ name: FileName, in directory: Directory, as keptName: FileName, of kept: Directory) throws {
        do {
            try directory.move(name, to: kept, as: keptName)
        } catch SpoolFault.differentFileSystems {
            // An inbox on a share, say.
            let work = try layout.open(.work)
            let file = try directory.openRegular(name)
            try file.takeIn(to: work, as: IntakeWorkName.next()).publish(as: keptName, in: kept).retire(file)
        }
    }

    /// A small text file that may not be there.
    static func text(of name: FileName, in directory: Directory) throws(SpoolFault) -> String? {
        guard try directory.status(of: name) != nil else { return nil }
        return String(decoding: try directory.openRegular(name).bytes(limit: 1 << 20), as: UTF8.self)
    }
}

/// Names of what stands beside a dossier's file.
enum Companion {
    /// `<code>`, to which `.reason.txt` is added.
    static func base(_ code: DossierCode) -> FileName { name(code.text) }
    /// `<code>.yaml`.
    static func form(_ code: DossierCode) -> FileName { name(code.text + ".yaml") }
    /// `<code>.txt`: a reason, or a corrected address.
    static func note(_ code: DossierCode) -> FileName { name(code.text + ".txt") }
    static func draft(_ code: DossierCode) -> FileName { name(".\(code.text).yaml.draft") }

    private static func name(_ text: String) -> FileName {
        guard let name = FileName(text) else { preconditionFailure("a dossier code makes a file name") }
        return name
    }
}
