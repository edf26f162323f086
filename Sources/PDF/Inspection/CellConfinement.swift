import CSystemCalls
import Glibc

/// What holds a cell besides its limits, as far as this machine's kernel and its administrator have it; for `doctor`.
package struct CellConfinement: Codable, Hashable, Sendable {
    /// Namespaces of its own: no network.
    package let namespaces: Bool
    /// Landlock: no file can be opened but fonts and tables, and those only for reading.
    package let files: Bool
    /// seccomp: no socket, no program, nothing but a reader's system calls.
    package let systemCalls: Bool

    /// What poppler reads to draw a page whose fonts are elsewhere, and OpenSSL to verify; nothing of the office's.
    private static let readable = [
        "/usr/share", "/usr/local/share/fonts", "/usr/lib", "/lib", "/lib64", "/etc/fonts", "/etc/ssl/openssl.cnf",
        "/etc/ld.so.cache", "/var/cache/fontconfig",
    ]

    /// Confines the calling process for good; it has one thread, and has renounced new privileges. Blocking.
    ///
    /// What is not to be had is passed over: the limits and the parent's watch are there in any case.
    static func impose() -> CellConfinement {
        let namespaces = csys_leave_namespaces() == 0
        // A cell of root's has no use for what root may; one of a user has nothing to drop.
        _ = csys_drop_capabilities()
        let paths = readable.map { strdup($0) }
        defer { paths.forEach { free($0) } }
        let files = paths.map { UnsafePointer($0) }.withUnsafeBufferPointer {
            csys_confine_files($0.baseAddress, $0.count) == 0
        }
        return CellConfinement(
            namespaces: namespaces, files: files, systemCalls: csys_confine_system_calls() == 0)
    }
}
