import Glibc

// Arrival folders on other file systems: whether they are there.
//
// The inbox, or a document type's folder in it, may be a network share. While it is not mounted, its mount point is an
// empty folder, or none: nobody would notice that scans wait elsewhere, and what is set aside would lie under the mount
// point, unseen once the share is back. So such a folder has a marker file, and `.state` remembers that it has one:
// without its marker it is missing, not empty. A folder on the office's own file system has none; made anew, it is the
// same folder.
//
// Called whenever one of these folders is opened. Limit: the desks need none, since a step renames its result from
// `.state` to its desk, on one file system.
extension SpoolLayout {
    package static let mountMarker: FileName = ".chungthuc"

    private static let markerText = """
        Không xóa tệp này: nhờ nó chungthuc biết ổ đĩa mạng đang được gắn.
        Leave this file: by it chungthuc knows that the share is mounted.

        """

    /// Marks the arrival folders that lie on another file system than the folder above them, where they are not marked
    /// yet. Blocking.
    func markMounts() throws(SpoolFault) {
        let inbox = try open(SpoolFolder.inbox).status().device
        try mark(.inbox, unlessOn: try open(.state).status().device)
        for type in documentTypes { try mark(.inboxForType(type), unlessOn: inbox) }
    }

    private func mark(_ folder: SpoolFolder, unlessOn device: UInt64) throws(SpoolFault) {
        guard try !isMarked(folder) else { return }
        let directory = try open(folder)
        guard try directory.status().device != device else { return }
        if try directory.status(of: Self.mountMarker) == nil {
            try directory.add(Self.mountMarker, holding: Array(Self.markerText.utf8))
        }
        try open(.state).replace(memory(of: folder), with: Array(path(of: folder).utf8), mode: 0o600)
    }

    /// Whether the folder had a marker, under the path that it has now. Blocking.
    func isMarked(_ folder: SpoolFolder) throws(SpoolFault) -> Bool {
        let state: Directory
        do {
            state = try open(.state)
        } catch .system(_, _, ENOENT) {
            return false
        }
        let name = memory(of: folder)
        guard try state.status(of: name) != nil else { return false }
        return try state.openRegular(name).bytes(limit: Int(PATH_MAX)) == Array(path(of: folder).utf8)
    }

    /// Opens the inbox. Blocking.
    ///
    /// - Throws: ``SpoolFault/notMounted(path:)``, `system`.
    func openInbox() throws(SpoolFault) -> Directory {
        guard try isMarked(.inbox) else { return try Directory.open(path: path(of: SpoolFolder.inbox)) }
        do {
            return try requireMarker(in: try Directory.open(path: path(of: SpoolFolder.inbox)))
        } catch .system(_, _, ENOENT) {
            throw .notMounted(path: path(of: SpoolFolder.inbox))
        }
    }

    /// - Throws: ``SpoolFault/notMounted(path:)`` for a folder without its marker; `system`. Blocking.
    func requireMarker(in directory: Directory) throws(SpoolFault) -> Directory {
        guard try directory.status(of: Self.mountMarker) != nil else { throw .notMounted(path: directory.path) }
        return directory
    }

    private func memory(of folder: SpoolFolder) -> FileName {
        guard case .inboxForType(let type) = folder else { return "inbox.mounted" }
        // A slug is a short name.
        return FileName(bytes: Array("inbox-".utf8) + type.bytes + Array(".mounted".utf8)) ?? "inbox-type.mounted"
    }
}
