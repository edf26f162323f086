import Glibc

extension Directory {
    /// What a step writes beside the document itself: ledger pages, a form, a reason, a mail's headers; in bytes.
    private static let margin: UInt64 = 16 << 20
    /// Work file, result, mail, form, reason, and the ledger's own.
    private static let filesNeeded: UInt64 = 16

    /// Makes sure that the disk can take what a step on a document makes: a copy, a result, and a mail of it. Blocking.
    ///
    /// A step that begins on a full disk is given up safely all the same; asked before, it spends no work and no number.
    ///
    /// - Parameter bytes: the document's size.
    /// - Throws: ``SpoolFault/noRoom(path:)``, `system`.
    package func requireRoom(forDocumentOf bytes: Int = 0) throws(SpoolFault) {
        var status = statvfs()
        try systemCall(.examine, path) { fstatvfs(number, &status) }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        // File systems without a table of inodes say 0 of 0.
        let hasNames = status.f_files == 0 || UInt64(status.f_favail) >= Self.filesNeeded
        guard hasNames, free >= UInt64(max(0, bytes)) * 4 + Self.margin else { throw .noRoom(path: path) }
    }
}
