// Gestures: people act by moving files.
//
// Called by the daemon for a folder that changed, and for all of them on every rescan. Trusts nothing: the file may be
// unknown, half-copied, altered, a link or a pipe, and moved by mistake.
// Promises: a gesture is carried out once, by the same operation as the command; one that cannot be is answered by
// putting the file back where it belongs, or into `inbox/refused/`, with the reason beside it; nothing that a person
// dropped is deleted or overwritten.

import Certification
import Faults
import Ledger
import Logging
import Spool

extension Office {
    /// Looks at one gesture folder.
    ///
    /// - Parameter slice: after which time the rest is left for the next look; nil for as long as it takes.
    func carryOutGestures(in folder: SpoolFolder, slice: Duration?) async throws -> Pending {
        guard let gesture = Gesture(folder) else { return .nothing }
        let directory = try layout.open(folder)
        guard folder == .awaitingSignature else {
            return try await carryOut(gesture, in: directory, folder, except: [], slice: slice)
        }
        // The one gesture folder that is a desk, too, and may hold many thousand files that ask for nothing.
        let standing = try directory.status()
        guard !quiet.holds(standing) else { return .nothing }
        let known = try await filesOnDesk(.awaitingSignature)
        let pending = try await carryOut(gesture, in: directory, folder, except: known, slice: slice)
        if pending.soonest == nil { quiet.note(standing) }
        return pending
    }

    private func carryOut(
        _ gesture: Gesture,
        in directory: Directory,
        _ folder: SpoolFolder,
        except known: Set<FileName>,
        slice: Duration?
    ) async throws -> Pending {
        let present = try directory.names().filter { !$0.isIgnored && !known.contains($0) }
        tracker.keepOnly(present, in: folder)
        retries.keepOnly(present, in: folder)
        let names = present.filter { !Self.isCompanion($0) }
        return try await Self.forEach(names, until: slice.map { .now + $0 }) { name in
            await self.carryOut(gesture, on: name, in: directory, folder)
        }
    }

    /// A dossier's form and reasons belong to the document beside them.
    private static func isCompanion(_ name: FileName) -> Bool {
        guard !ReasonFile.isReason(name) else { return true }
        guard let code = DossierCode(String(decoding: name.stem, as: UTF8.self)) else { return false }
        return name == Companion.form(code) || name == Companion.note(code)
    }

    private func filesOnDesk(_ state: DossierState) async throws -> Set<FileName> {
        Set(try await ledger.paths(of: state).compactMap { SpoolPath(bytes: $0)?.name })
    }

    private func carryOut(
        _ gesture: Gesture,
        on name: FileName,
        in directory: Directory,
        _ folder: SpoolFolder
    ) async -> Pending {
        var code: DossierCode?
        do {
            guard let status = try directory.status(of: name) else { return .nothing }
            // The gesture folders of signers and books; links, pipes and the like are reported by doctor.
            guard status.kind == .regular else { return .nothing }
            if let remaining = retries.remaining(name, in: folder, status: status) { return .retry(after: remaining) }
            code = DossierCode(headOfFileName: name.bytes)
            guard let code else {
                throw GestureFault.notADossier(name: name.display)
            }
            // A note may come after the document, and half-written.
            if gesture.hasNote, let remaining = try settling([name, Companion.note(code)], in: directory, folder) {
                return .settling(remaining)
            }
            try await turns.exclusively(code) {
                try await carryOut(gesture, of: code, try directory.openRegular(name), folder)
            }
            return .nothing
        } catch {
            return await answer(error, to: gesture, of: code, on: name, in: directory, folder)
        }
    }

    private func carryOut(
        _ gesture: Gesture,
        of code: DossierCode,
        _ file: consuming ReadableFile,
        _ folder: SpoolFolder
    ) async throws {
        // The file may be where it is because its step is not finished: then the state says nothing about the gesture.
        guard try await ledger.openStep(of: code) == nil else { throw LedgerFault.stepOpen(code) }
        let record = try await requireState(of: code, for: gesture.transition)
        guard let path = layout.ledgerPath(of: file.name, in: folder) else {
            throw UnexpectedFault(detail: "no path for \(folder)")
        }
        let actor = Actor.gesture(layout.name(of: folder), userID: file.status.owner)
        let directory = file.directory
        let document = try DocumentAtHand.take(
            file,
            path: path,
            work: try layout.open(.work),
            workName: WorkName.copy(of: code)
        )
        guard document.digest == record.file.hash else {
            try document.release()
            throw GestureFault.otherBytes(code)
        }
        switch gesture {
        case .submit:
            try await submit(code, document: document, actor: actor)
        case .cancel:
            let reason = try reason(of: code, in: directory) ?? "Cán bộ hủy hồ sơ, không ghi lý do."
            try await cancel(code, document: document, reason: reason, actor: actor)
        case .sign(let signer):
            try await sign(code, document: document, signerID: signer, actor: actor)
        case .reject:
            let rejection = try rejection(of: code, in: directory, or: "Lãnh đạo trả lại, không ghi lý do.")
            try await reject(code, document: document, because: rejection, actor: actor)
        case .stamp(let book):
            try await stamp(code, document: document, book: book, actor: actor)
        case .handBack:
            let rejection = try rejection(of: code, in: directory, or: "Văn thư trả lại, không ghi lý do.")
            try await handBack(code, document: document, because: rejection, actor: actor)
        case .resend:
            try await resend(code, document: document, email: address(for: code, in: directory), actor: actor)
        }
        // Why it waited, if it did.
        try directory.remove(ReasonFile.name(for: Companion.base(code)))
    }

    private func reason(of code: DossierCode, in directory: Directory) throws -> String? {
        guard let text = try Self.text(of: Companion.note(code), in: directory) else { return nil }
        return Reason(lines: text)?.text
    }

    private func rejection(of code: DossierCode, in directory: Directory, or silence: String) throws -> Rejection {
        let text = try Self.text(of: Companion.note(code), in: directory)
        return try text.flatMap { Rejection(lines: $0) } ?? Rejection(silent: Reason(silence))
    }

    /// The first line; some editors put a mark before it.
    private func address(for code: DossierCode, in directory: Directory) throws -> String? {
        let text = try Self.text(of: Companion.note(code), in: directory)
        return text.map { String($0.drop { $0 == "\u{feff}" }.prefix { !$0.isNewline }) }
    }

    // MARK: Answers

    /// Puts a file back that was not acted upon, once it has settled: what looks wrong may be half a copy.
    private func answer(
        _ error: any Error,
        to gesture: Gesture,
        of code: DossierCode?,
        on name: FileName,
        in directory: Directory,
        _ folder: SpoolFolder
    ) async -> Pending {
        let fault = FaultDocument(describing: error)
        let metadata: Logger.Metadata = [
            "dossier": "\(code?.text ?? "none")", "gesture": "\(gesture.transition.rawValue)", "fault": "\(fault.code)",
        ]
        if let obstacle = obstacle(behind: fault) {
            if obstacle.exitCode == .unavailable, let code { explainWaiting(code, obstacle, in: directory) }
            logger.warning("gesture is tried again later", metadata: metadata)
            return retryLater(name, in: directory, folder, because: obstacle)
        }
        do {
            guard let status = try directory.status(of: name) else { return .nothing }
            let remaining = tracker.remaining(name, in: folder, status: status)
            guard remaining == .zero else { return .settling(remaining) }
            if let code {
                try await turns.exclusively(code) { try await putBack(name, of: code, from: directory, because: fault) }
            } else {
                try directory.setAside(name, in: try layout.open(.refused), reason: fault.wording)
            }
            logger.notice("gesture was not carried out", metadata: metadata)
            return .nothing
        } catch {
            logger.error("file cannot be put back", metadata: metadata.merging(["error": "\(Loggable(error))"]) { $1 })
            return retryLater(name, in: directory, folder, because: FaultDocument(describing: error))
        }
    }

    func retryLater(
        _ name: FileName,
        in directory: Directory,
        _ folder: SpoolFolder,
        because fault: FaultDocument
    ) -> Pending {
        // A file that cannot even be looked at now is looked for soon.
        guard let status = try? directory.status(of: name) else { return .retry }
        return .retry(after: retries.fail(name, in: folder, status: status, because: fault))
    }

    private func putBack(
        _ name: FileName,
        of code: DossierCode,
        from directory: Directory,
        because fault: FaultDocument
    ) async throws {
        if let record = try await knownDossier(code), let path = SpoolPath(bytes: record.file.path),
            let (desk, deskName) = try layout.locate(path), try desk.status(of: deskName) == nil,
            try directory.openRegular(name).digest() == record.file.hash
        {
            // First the reason: a crash in between leaves the gesture, which is answered once more.
            try ReasonFile.write(fault.wording, for: Companion.base(code), in: desk)
            // Under the desk's own name, whatever the person called it meanwhile.
            try directory.move(name, to: desk, as: deskName)
            // Why it waited before, if it did.
            try directory.remove(ReasonFile.name(for: Companion.base(code)))
            return
        }
        try directory.setAside(name, in: try layout.open(.refused), reason: fault.wording)
    }

    /// A service is down: says so beside the file that waits for it.
    private func explainWaiting(_ code: DossierCode, _ fault: FaultDocument, in directory: Directory) {
        logger.notice("dossier waits for a service", metadata: ["dossier": "\(code)", "error": "\(fault)"])
        do {
            try ReasonFile.writeOnce(fault.wording, for: Companion.base(code), in: directory)
        } catch {
            logger.error("reason cannot be written", metadata: ["dossier": "\(code)", "error": "\(error)"])
        }
    }

    private func knownDossier(_ code: DossierCode) async throws -> DossierRecord? {
        do {
            return try await ledger.dossier(code)
        } catch LedgerFault.unknownDossier {
            return nil
        }
    }

    // MARK: Many at once

    /// Works on several files at a time. What has begun is carried to its end also when the daemon is told to stop.
    ///
    /// - Parameter deadline: when to leave the rest for the next look, which is due at once then.
    static func forEach(
        _ names: [FileName],
        until deadline: ContinuousClock.Instant? = nil,
        _ body: @escaping @Sendable (FileName) async -> Pending
    ) async throws -> Pending {
        var all = Pending.nothing
        try await withThrowingTaskGroup(of: Pending.self) { group in
            var waiting = names.makeIterator()
            for _ in 0..<width {
                guard let name = waiting.next() else { break }
                group.addTask { try await unhurried { await body(name) } }
            }
            while let pending = try await group.next() {
                try Task.checkCancellation()
                all.add(pending)
                guard let name = waiting.next() else { continue }
                if let deadline, deadline < .now {
                    all.add(.settling(.zero))
                    waiting = [].makeIterator()
                    continue
                }
                group.addTask { try await unhurried { await body(name) } }
            }
        }
        return all
    }

    /// Runs work that a cancellation must not stop halfway: a step between its commit and its end.
    static func unhurried<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await Task(executorPreference: Threads.shared) { try await work() }.value
    }
}

extension FaultDocument {
    /// Whether a person must act; otherwise waiting mends it.
    var isForPeople: Bool {
        switch exitCode {
        case .usage, .data, .notFound, .noPermission, .configuration: true
        case .done, .unavailable, .software, .cannotCreate, .temporary: false
        }
    }
}
