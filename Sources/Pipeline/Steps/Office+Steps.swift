// The step protocol, P0–P6: the one way in which a dossier goes from desk to desk.
//
// Called by every stage. Trusts the ledger about states and hashes, and nothing about the folders: a name may be taken,
// a file may be gone or another one. Promises: until the commit (P3) nothing has changed and the step can be begun
// again; after it the committed bytes reach their place, now or by recovery; no other file is overwritten or removed.
// The order is held by types: only a synced file can be published, only a published one retires its source.

import Certification
import Faults
import Hashing
import Ledger
import Spool

extension Office {
    /// A step that changes no bytes: the file goes to another desk.
    func carry(
        _ document: consuming DocumentAtHand,
        of code: DossierCode,
        _ plan: StepPlan
    ) async throws -> CommittedStep {
        let step = try await begin(plan.change.transition, of: code, document)
        let committed = try await commit(step, plan, hash: document.digest, bytes: document.source.size)
        do {
            if committed.targetPath == step.sourcePath {
                try document.release()
            } else {
                try place(document, committed, plan)
            }
            try await clean(committed)
        } catch {
            // The commit stands: what is left of the step is recovery's work, now and if need be at the next start.
            logger.warning("step is finished by recovery", metadata: committed.metadata(error))
            try await complete(committed)
        }
        return committed
    }

    private func place(
        _ document: consuming DocumentAtHand,
        _ committed: CommittedStep,
        _ plan: StepPlan
    ) throws {
        let target = try layout.makeAndOpen(plan.folder)
        try makeRoom(for: plan.name, in: target, hash: committed.resultHash)
        let digest = document.digest
        try document.publish(as: plan.name, in: target, digest: digest)
    }

    /// P1 for a dossier.
    func begin(
        _ transition: Transition,
        of code: DossierCode,
        _ document: borrowing DocumentAtHand
    ) async throws -> PreparedStep {
        let draft = StepDraft(
            subject: .dossier(code, transition),
            sourcePath: document.path.bytes,
            sourceHash: document.digest,
            workName: WorkName.result(of: code).bytes
        )
        return try await ledger.prepare(draft, at: clock.now())
    }

    /// P2 for a step that makes new bytes: the content as it is, and what is appended to it.
    func extend(
        _ document: borrowing DocumentAtHand,
        by revision: [UInt8],
        of code: DossierCode
    ) throws -> SyncedFile {
        let work = try layout.open(.work)
        let name = WorkName.result(of: code)
        // Left over from a step that was given up.
        try work.remove(name)
        var file = try work.create(name)
        try file.write(contentsOf: try document.content())
        try file.write(revision)
        return try file.sync()
    }

    /// P3 to P6 for a step that made new bytes.
    func conclude(
        _ step: PreparedStep,
        of document: consuming DocumentAtHand,
        with result: consuming SyncedFile,
        _ plan: StepPlan
    ) async throws -> CommittedStep {
        let committed = try await commit(step, plan, hash: result.digest, bytes: result.size)
        do {
            let target = try layout.makeAndOpen(plan.folder)
            try makeRoom(for: plan.name, in: target, hash: committed.resultHash)
            let published = try result.publish(as: plan.name, in: target)
            try document.retire(to: published)
            try await clean(committed)
        } catch {
            logger.warning("step is finished by recovery", metadata: committed.metadata(error))
            try await complete(committed)
        }
        return committed
    }

    /// Gives up a step before its commit, and says why in the ledger. The original error is the one to report: a failure
    /// to say so leaves a prepared step, which recovery gives up.
    func abandon(_ step: PreparedStep, because error: any Error, _ occasion: Occasion) async {
        let reason = FaultDocument(describing: error).code
        do {
            try await ledger.abandon(step, reason: reason, occasion)
        } catch {
            logger.error(
                "step could not be abandoned",
                metadata: ["dossier": "\(step.code)", "error": "\(Loggable(error))"]
            )
        }
    }

    /// P3.
    func commit(
        _ step: PreparedStep,
        _ plan: StepPlan,
        hash: Digest,
        bytes: Int
    ) async throws -> CommittedStep {
        guard let path = layout.ledgerPath(of: plan.name, in: plan.folder) else {
            throw UnexpectedFault(detail: "no path for \(plan.folder)")
        }
        let outcome = StepOutcome(
            change: plan.change,
            path: path.bytes,
            hash: hash,
            bytes: Int64(bytes),
            note: plan.note,
            deliveries: plan.deliveries,
            occasion: plan.occasion
        )
        let committed: CommittedStep
        do {
            committed = try await ledger.commit(step, outcome)
        } catch {
            // Left prepared, it would keep the dossier from every other step until the next start.
            await abandon(step, because: error, plan.occasion)
            throw error
        }
        logger.info(
            "dossier moved on",
            metadata: ["dossier": "\(step.code)", "transition": "\(step.transition.rawValue)"]
        )
        return committed
    }

    /// A name in the way of a result that is committed: somebody's own file, which goes where people look for it.
    func makeRoom(for name: FileName, in target: Directory, hash: Digest) throws {
        guard let standing = try target.status(of: name) else { return }
        // After a crash the result itself may stand here already.
        if standing.kind == .regular, try target.openRegular(name).digest() == hash { return }
        try target.setAside(
            name, in: try layout.open(.refused), reason: GestureFault.nameInTheWay(name.display).wording)
    }
}

/// Names in the work folder.
enum WorkName {
    static func result(of code: DossierCode) -> FileName { name(code.text + ".result") }
    static func copy(of code: DossierCode) -> FileName { name(code.text + ".copy") }

    private static func name(_ text: String) -> FileName {
        guard let name = FileName(text) else { preconditionFailure("a dossier code makes a file name") }
        return name
    }
}
