// The end of a committed step: the files follow the ledger.
//
// Called right after a step whose quick way failed, and by recovery for every step that a crash left open. Decides from
// the ledger's paths and hashes alone; doing it again changes nothing. What fits no case stays as it is, with an error
// that `doctor` repeats: never guessed, never deleted.

import Certification
import Hashing
import Ledger
import Logging
import Spool

extension Office {
    /// Brings every committed step that is not being worked on to its end: what failed once may be mended by now.
    ///
    /// - Returns: whether some are still left.
    func completeOpenSteps() async throws -> Bool {
        var isLeft = false
        for case .committed(let step) in try await ledger.openSteps() {
            let code = step.prepared.code
            await turns.exclusively(code) {
                do {
                    guard case .committed(let step)? = try await ledger.openStep(of: code) else { return }
                    try await complete(step)
                } catch {
                    logger.error("step cannot be completed", metadata: step.metadata(error))
                    isLeft = true
                }
            }
        }
        return isLeft
    }

    /// Completes a step whose quick way failed. The commit stands, so nothing is thrown at whoever asked for the step:
    /// what cannot be completed now is tried again with every look at the folders.
    func completeLater(_ step: CommittedStep, because error: any Error) async {
        logger.warning("step is finished by recovery", metadata: step.metadata(error))
        do {
            try await complete(step)
        } catch {
            logger.error("step cannot be completed", metadata: step.metadata(error))
        }
    }

    func complete(_ step: CommittedStep) async throws {
        try await bringFiles(of: step)
        ledger.finish(step)
    }

    /// P4 and P5: all but the ledger's note that it is done, which may come later and with those of other steps.
    func bringFiles(of step: CommittedStep) async throws {
        guard let target = SpoolPath(bytes: step.targetPath), let name = target.name else {
            throw StepFault.resultMissing(step.prepared.code)
        }
        if step.prepared.transition == .replaceScan { try keepReplacedScan(of: step) }
        if case .deliver = step.prepared.transition { try layout.makeSentFolder(of: target) }
        guard let (directory, _) = try layout.locate(target) else {
            throw StepFault.resultMissing(step.prepared.code)
        }
        if try directory.published(name, expecting: step.resultHash) == nil {
            try makeRoom(for: name, in: directory, hash: step.resultHash)
            // A person may have moved the published result on before the crash was noticed.
            guard try publish(step, as: name, in: directory) || isInAGestureFolder(step) else {
                throw StepFault.resultMissing(step.prepared.code)
            }
        }
        try await clearOldPlaces(of: step)
    }

    /// The scan that the leader returned is evidence: it goes where it can be found again.
    private func keepReplacedScan(of step: CommittedStep) throws {
        guard let desk = step.prepared.deskPath.flatMap({ SpoolPath(bytes: $0) }),
            let (directory, name) = try layout.locate(desk), try directory.status(of: name)?.kind == .regular,
            try directory.openRegular(name).digest() != step.resultHash
        else { return }
        try keep(name, in: directory)
    }

    /// - Returns: `false` when the committed bytes are nowhere among the step's files.
    private func publish(_ step: CommittedStep, as name: FileName, in target: Directory) throws -> Bool {
        let workNames = [FileName(bytes: step.prepared.workName), WorkName.copy(of: step.prepared.code)]
        for workName in workNames.compactMap({ $0 }) {
            if try publish(workFile: workName, holding: step.resultHash, as: name, in: target) { return true }
        }
        // A step that changes no bytes: its source is its result.
        for path in [step.prepared.sourcePath, step.prepared.deskPath].compactMap({ $0 }) {
            if try publish(source: path, of: step, as: name, in: target) { return true }
        }
        return false
    }

    private func isInAGestureFolder(_ step: CommittedStep) throws -> Bool {
        for folder in try gestureFolders() {
            let directory = try layout.open(folder)
            for name in try directory.names() where DossierCode(headOfFileName: name.bytes) == step.prepared.code {
                guard try directory.status(of: name)?.kind == .regular else { continue }
                if try directory.openRegular(name).digest() == step.resultHash { return true }
            }
        }
        return false
    }

    /// - Returns: `false` when there is no such work file, or it holds other bytes: the copy of the source of a step that
    ///   made a result, say.
    private func publish(
        workFile: FileName,
        holding hash: Digest,
        as name: FileName,
        in target: Directory
    ) throws -> Bool {
        let work = try layout.open(.work)
        guard try work.status(of: workFile) != nil, try work.openRegular(workFile).digest() == hash,
            let result = try work.reopenSynced(workFile, expecting: hash)
        else { return false }
        _ = try result.publish(as: name, in: target)
        return true
    }

    /// - Returns: `false` when there is no such file, or it holds other bytes.
    private func publish(
        source path: [UInt8],
        of step: CommittedStep,
        as name: FileName,
        in target: Directory
    ) throws -> Bool {
        guard let path = SpoolPath(bytes: path), let (directory, source) = try layout.locate(path),
            try directory.status(of: source)?.kind == .regular,
            try directory.openRegular(source).digest() == step.resultHash
        else { return false }
        let document = try DocumentAtHand.take(
            try directory.openRegular(source),
            path: path,
            work: try layout.open(.work),
            workName: WorkName.copy(of: step.prepared.code)
        )
        try document.publish(as: name, in: target, digest: step.resultHash)
        return true
    }

    /// P5 for what may still stand where it stood, and P6.
    func clean(_ step: CommittedStep) async throws {
        try await clearOldPlaces(of: step)
        ledger.finish(step)
    }

    private func clearOldPlaces(of step: CommittedStep) async throws {
        let code = step.prepared.code
        try keepCompanions(of: step)
        for path in Set([step.prepared.sourcePath, step.prepared.deskPath].compactMap { $0 })
        where path != step.targetPath {
            try remove(SpoolPath(bytes: path), holding: step.prepared.sourceHash, of: code)
        }
        try await tidyDesk(after: step)
    }

    /// Removes the file that the step was made from, if that is what stands there.
    private func remove(_ path: SpoolPath?, holding hash: Digest, of code: DossierCode) throws {
        guard let path, let (directory, name) = try layout.locate(path) else { return }
        // Somebody may have dropped another file under the name since then: that is a new one, whatever it holds.
        guard try !directory.finishRemoval(of: name, holding: hash), try directory.status(of: name) != nil else {
            return
        }
        let file = try directory.openRegular(name)
        guard try file.digest() == hash else {
            logger.warning("another file stands where the source was", metadata: ["dossier": "\(code)"])
            return
        }
        _ = try file.removeFromItsPlace()
    }
}

extension CommittedStep {
    func metadata(_ error: any Error) -> Logger.Metadata {
        ["dossier": "\(prepared.code)", "transition": "\(prepared.transition.rawValue)", "error": "\(Loggable(error))"]
    }
}
