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
        let status = try fileSystem()
        guard status.f_flag & UInt(ST_RDONLY) == 0 else { throw .system(.write, path: path, errno: EROFS) }
        // File systems without a table of inodes say 0 of 0.
        let hasNames = status.f_files == 0 || UInt64(status.f_favail) >= Self.filesNeeded
        guard hasNames, try freeBytes() >= UInt64(max(0, bytes)) * 4 + Self.margin else { throw .noRoom(path: path) }
    }

    /// Makes sure that files can be made in the folder and moved out of it. Blocking.
    ///
    /// - Throws: ``SpoolFault`` with `system`: `EACCES`, `EROFS`.
    package func requireWritable() throws(SpoolFault) {
        try systemCall(.write, path) { faccessat(number, ".", W_OK | X_OK, AT_EACCESS) }
    }

    /// What this program may still write on the folder's disk, in bytes. Blocking.
    package func freeBytes() throws(SpoolFault) -> UInt64 {
        let status = try fileSystem()
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }

    private func fileSystem() throws(SpoolFault) -> statvfs {
        var status = statvfs()
        try systemCall(.examine, path) { fstatvfs(number, &status) }
        return status
    }
}
