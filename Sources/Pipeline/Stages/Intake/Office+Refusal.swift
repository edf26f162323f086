// Refusal: what cannot be taken in goes where people find it, with the reason.
//
// Called by the inbox, for a scan with what was dropped beside it. Trusts nothing about the files. Promises: a file is
// refused only for what is wrong with it, never for what is wrong with the office; a scan and its sidecars go together,
// over a crash, too: what is to go is noted in the work folder before the first of them moves, and recovery goes on
// from there. A sidecar left behind would speak for the next scan of that name.

import Faults
import Hashing
import Logging
import Spool

extension Office {
    /// - Parameter names: the scan, then its sidecars.
    func refuse(
        _ names: [FileName],
        because error: any Error,
        in directory: Directory,
        _ folder: SpoolFolder
    ) -> Pending {
        let fault = FaultDocument(describing: error)
        if let obstacle = obstacle(behind: fault) {
            logger.error("intake is tried again later", metadata: ["error": "\(Loggable(error))"])
            return names.first.map { retryLater($0, in: directory, folder, because: obstacle) } ?? .retry
        }
        do {
            try setAside(names, from: directory, folder, reason: fault.wording)
            logger.notice("scan refused", metadata: ["fault": "\(fault.code)"])
            return .nothing
        } catch {
            logger.error("scan cannot be put aside", metadata: ["error": "\(Loggable(error))"])
            let fault = FaultDocument(describing: error)
            return names.first.map { retryLater($0, in: directory, folder, because: fault) } ?? .retry
        }
    }

    /// What keeps the office from its work, where that and not a person's file is at fault. Blocking.
    ///
    /// - Returns: `nil` for what a person must mend.
    func obstacle(behind fault: FaultDocument) -> FaultDocument? {
        guard fault.isForPeople else { return fault }
        do {
            // "Not found" and "not permitted" are said of people's files, and of ours when somebody moved them away.
            try layout.requireOwnFolders()
            return nil
        } catch {
            return FaultDocument(describing: error)
        }
    }

    private func setAside(
        _ names: [FileName],
        from directory: Directory,
        _ folder: SpoolFolder,
        reason: Wording
    ) throws {
        let refused = try layout.open(.refused)
        guard names.count > 1 else {
            for name in names where try directory.status(of: name) != nil {
                try directory.setAside(name, in: refused, reason: reason)
            }
            return
        }
        let work = try layout.open(.work)
        let note = RefusalNote.newName()
        try work.add(note, holding: try refusal(of: names, in: directory, folder, reason: reason).bytes(), mode: 0o600)
        do {
            for name in names where try directory.status(of: name) != nil {
                try directory.setAside(name, in: refused, reason: reason)
            }
        } catch {
            // With the scan gone nobody comes back for its sidecars but the next start.
            if let scan = names.first, try directory.status(of: scan) != nil { try work.remove(note) }
            throw error
        }
        try work.remove(note)
    }

    private func refusal(
        of names: [FileName],
        in directory: Directory,
        _ folder: SpoolFolder,
        reason: Wording
    ) throws -> RefusalNote {
        var files: [RefusalNote.File] = []
        for name in names where try directory.status(of: name)?.kind == .regular {
            guard let path = layout.ledgerPath(of: name, in: folder) else { continue }
            files.append(RefusalNote.File(path: path.bytes, digest: try directory.openRegular(name).digest()))
        }
        return RefusalNote(files: files, reason: reason)
    }

    /// After a crash: what was being refused goes the rest of the way; another file of its name stays. Blocking.
    func completeRefusals() throws {
        let work = try layout.open(.work)
        for name in try work.names() where RefusalNote.isName(name) {
            let bytes = try work.openRegular(name).bytes(limit: 1 << 20)
            // One that is not whole was cut off while it was written: nothing had moved then.
            if let note = try? RefusalNote(bytes: bytes) {
                for file in note.files { try setAside(file, reason: note.reason) }
            }
            try work.remove(name)
        }
    }

    private func setAside(_ file: RefusalNote.File, reason: Wording) throws {
        guard let path = SpoolPath(bytes: file.path), let (directory, name) = try layout.locate(path),
            try directory.status(of: name)?.kind == .regular, try directory.openRegular(name).digest() == file.digest
        else { return }
        try directory.setAside(name, in: try layout.open(.refused), reason: reason)
        logger.notice("interrupted refusal completed")
    }
}
