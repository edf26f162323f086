import Glibc

extension Directory {
    /// Makes sure that the file system of this folder has so many octets free. Blocking.
    ///
    /// What is free now may be gone in a moment: this is for not beginning what can hardly end well.
    /// - Throws: ``SpoolFault`` with `ENOSPC`.
    package func requireFree(_ octets: Int) throws(SpoolFault) {
        var status = statvfs()
        try systemCall(.examine, path) { fstatvfs(number, &status) }
        let (free, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        guard overflow || free >= UInt64(max(0, octets)) else { throw .system(.write, path: path, errno: ENOSPC) }
    }
}
