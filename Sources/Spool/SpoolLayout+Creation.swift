import Glibc

extension SpoolLayout {
    /// Every folder that the daemon needs, parents first; `sent` grows by the day.
    package var folders: [SpoolFolder] {
        [.inbox] + documentTypes.map(SpoolFolder.inboxForType) + [.refused]
            + [.scanned, .submit, .cancel, .rejected, .cancelled]
            + [.awaitingSignature, .sign] + signers.map(SpoolFolder.signAs) + [.reject]
            + [.awaitingSeal, .stamp] + books.map(SpoolFolder.stampIn)
            + [.outbox, .failed, .resend]
            + [.state, .work, .messages]
    }

    /// The folders where a file that appears is somebody's wish: the inbox, and the gestures.
    package var gestureFolders: [SpoolFolder] {
        [.inbox] + documentTypes.map(SpoolFolder.inboxForType)
            + [.submit, .cancel, .awaitingSignature, .sign] + signers.map(SpoolFolder.signAs) + [.reject]
            + [.stamp] + books.map(SpoolFolder.stampIn) + [.resend]
    }

    /// Makes the folders that are missing; those that exist keep their permissions. Blocking.
    package func create() throws(SpoolFault) {
        for root in [SpoolFolder.Root.inbox, .spool] { try Self.makePath(path(of: root)) }
        for folder in folders { _ = try makeAndOpen(folder) }
    }

    /// Opens a folder, made first where it is missing: the day's folder under `sent`. Blocking.
    package func makeAndOpen(_ folder: SpoolFolder) throws(SpoolFault) -> Directory {
        let place = folder.place
        var directory = try Directory.open(path: path(of: place.root))
        for component in place.components {
            directory = try directory.makeSubdirectory(component, mode: folder.mode)
        }
        return directory
    }

    /// `mkdir -p`, following links: the roots are the administrator's.
    private static func makePath(_ path: String) throws(SpoolFault) {
        var reached = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            reached += part + "/"
            do {
                try systemCall(.create, reached) { mkdir(reached, mode_t(SpoolFolder.inbox.mode)) }
            } catch .system(_, _, EEXIST) {
                // Being made already is what is wanted; whether it is a folder, opening it will tell.
            }
        }
    }
}
