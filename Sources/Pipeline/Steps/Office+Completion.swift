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
    func complete(_ step: CommittedStep) async throws {
        guard let target = SpoolPath(bytes: step.targetPath), let name = target.name else {
            throw StepFault.resultMissing(step.prepared.code)
        }
        try layout.makeParents(of: target)
        guard let (directory, _) = try layout.locate(target) else {
            throw StepFault.resultMissing(step.prepared.code)
        }
        if try directory.published(name, expecting: step.resultHash) == nil {
            try makeRoom(for: name, in: directory, hash: step.resultHash)
            try publish(step, as: name, in: directory)
        }
        try await clean(step)
    }

    private func publish(_ step: CommittedStep, as name: FileName, in target: Directory) throws {
        let work = try layout.open(.work)
        let names = [FileName(bytes: step.prepared.workName), WorkName.copy(of: step.prepared.code)]
        for candidate in names.compactMap({ $0 }) {
            guard try work.status(of: candidate) != nil else { continue }
            do {
                guard let result = try work.reopenSynced(candidate, expecting: step.resultHash) else { continue }
                _ = try result.publish(as: name, in: target)
                return
            } catch .digestMismatch {
                // Not what is looked for: the copy of the source of a step that made a result, say.
                continue
            }
        }
        // A step that changes no bytes: its source is its result.
        for path in [step.prepared.sourcePath, step.prepared.deskPath].compactMap({ $0 }) {
            guard let path = SpoolPath(bytes: path), let (directory, source) = try layout.locate(path),
                try directory.status(of: source)?.kind == .regular
            else { continue }
            let file = try directory.openRegular(source)
            let document = try DocumentAtHand(
                file,
                path: path,
                work: work,
                workName: WorkName.copy(of: step.prepared.code)
            )
            guard document.digest == step.resultHash else {
                try document.release()
                continue
            }
            try document.publish(as: name, in: target, digest: step.resultHash)
            return
        }
        throw StepFault.resultMissing(step.prepared.code)
    }

    /// P5 for what may still stand where it stood, and P6.
    func clean(_ step: CommittedStep) async throws {
        let code = step.prepared.code
        for path in Set([step.prepared.sourcePath, step.prepared.deskPath].compactMap { $0 })
        where path != step.targetPath {
            try remove(SpoolPath(bytes: path), holding: step.prepared.sourceHash, of: code)
        }
        try await tidyDesk(after: step)
        try await ledger.finish(step)
    }

    /// Removes the file that the step was made from, if that is what stands there.
    private func remove(_ path: SpoolPath?, holding hash: Digest, of code: DossierCode) throws {
        guard let path, let (directory, name) = try layout.locate(path), try directory.status(of: name) != nil else {
            return
        }
        let file = try directory.openRegular(name)
        guard try file.digest() == hash else {
            logger.warning("another file stands where the source was", metadata: ["dossier": "\(code)"])
            return
        }
        try directory.remove(name)
    }
}

extension CommittedStep {
    func metadata(_ error: any Error) -> Logger.Metadata {
        ["dossier": "\(prepared.code)", "transition": "\(prepared.transition.rawValue)", "error": "\(error)"]
    }
}
