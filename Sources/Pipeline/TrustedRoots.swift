import Glibc
import PAdES
import Spool

/// The roots that an office trusts beside those of its own keys, as `trust` in its configuration names them.
struct TrustedRoots {
    /// PEM files and folders; absolute.
    let paths: [String]

    /// Blocking.
    ///
    /// - Throws: ``KeyFault`` or ``SpoolFault`` that names the file.
    func read() throws -> [Certificate] {
        var roots: [Certificate] = []
        for file in try files() { roots += try Certificate.all(inPEM: try SmallFile.read(file), name: file) }
        return roots
    }

    /// The files themselves, and of each folder those that are called `.pem`, `.crt` or `.cer`, in the order of their
    /// names. Blocking.
    func files() throws(SpoolFault) -> [String] {
        var files: [String] = []
        for path in paths {
            if let folder = try Self.folder(path) {
                files += try Self.names(in: folder).map { "\(path)/\($0)" }
            } else {
                files.append(path)
            }
        }
        return files
    }

    private static func folder(_ path: String) throws(SpoolFault) -> Directory? {
        do {
            return try Directory.open(path: path)
        } catch .system(_, _, ENOTDIR) {
            return nil
        }
    }

    private static func names(in folder: Directory) throws(SpoolFault) -> [String] {
        var names: [String] = []
        var entries = try folder.entries()
        while let entry = try entries.next() {
            let name = entry.name.display
            if [".pem", ".crt", ".cer"].contains(where: name.lowercased().hasSuffix) { names.append(name) }
        }
        return names.sorted()
    }
}
