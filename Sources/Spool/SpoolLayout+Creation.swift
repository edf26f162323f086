import Glibc

extension SpoolLayout {
    /// Every folder that the daemon needs, parents first; `sent` grows by the day.
    package var folders: [SpoolFolder] {
        [.inbox] + documentTypes.map(SpoolFolder.inboxForType) + [.refused, .appointments, .appointmentsDone]
            + [.scanned, .submit, .cancel, .rejected, .cancelled]
            + [.awaitingSignature, .sign] + signers.map(SpoolFolder.signAs) + [.reject]
            + [.awaitingSeal, .stamp] + books.map(SpoolFolder.stampIn) + [.handBack]
            + [.outbox, .failed, .resend]
            + [.state, .work, .messages, .kept, .revocation]
    }

    /// The folders where a file that appears is somebody's wish: the inbox, and the gestures.
    package var gestureFolders: [SpoolFolder] {
        [.inbox] + documentTypes.map(SpoolFolder.inboxForType) + [.appointments]
            + [.submit, .cancel, .awaitingSignature, .sign] + signers.map(SpoolFolder.signAs) + [.reject]
            + [.stamp] + books.map(SpoolFolder.stampIn) + [.handBack, .resend]
    }

    /// Makes the folders that are missing; those that exist keep their permissions. Of an inbox whose share is away
    /// nothing is made: whoever opens it learns that it is not there. Blocking.
    package func create() throws(SpoolFault) {
        _ = try Directory.make(path: path(of: SpoolFolder.Root.spool), mode: SpoolFolder.inbox.mode)
        for folder in folders where folder.place.root == .spool { _ = try makeAndOpen(folder) }
        do {
            try createInbox()
        } catch .notMounted {
            return
        }
    }

    private func createInbox() throws(SpoolFault) {
        if try !isMarked(.inbox) {
            _ = try Directory.make(path: path(of: SpoolFolder.inbox), mode: SpoolFolder.inbox.mode)
        }
        for folder in folders where folder.place.root == .inbox { _ = try makeAndOpen(folder) }
        try markMounts()
    }

    /// Opens a folder, made first where it is missing: the day's folder under `sent`. Blocking.
    package func makeAndOpen(_ folder: SpoolFolder) throws(SpoolFault) -> Directory {
        let place = folder.place
        var directory = try open(place.root)
        do { return try directory.subdirectory(place.components) } catch .system(_, _, ENOENT) {}
        for component in place.components {
            directory = try directory.makeSubdirectory(component, mode: folder.mode)
        }
        return directory
    }
}
