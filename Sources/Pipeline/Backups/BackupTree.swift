import Hashing
import Spool

/// The files of a backup being made, or of an office being restored: written once, durably, hashed on the way.
struct BackupTree {
    let root: Directory
    private(set) var files: [SpoolPath: BackupManifest.File] = [:]

    init(root: Directory) {
        self.root = root
    }

    func holds(_ path: SpoolPath, _ digest: Digest) -> Bool { files[path]?.sha256 == digest }

    /// Copies a file to a path below the root. Blocking.
    ///
    /// - Parameter expected: `nil` takes the bytes as they are.
    /// - Returns: `false` when the bytes are not the expected ones; nothing was written then.
    mutating func copy(
        _ source: borrowing ReadableFile,
        to path: SpoolPath,
        expecting expected: Digest? = nil,
        mode: UInt32 = 0o440
    ) throws(SpoolFault) -> Bool {
        guard let name = path.name else { return false }
        let folder = try folder(of: path)
        try folder.remove(name)
        var file = try folder.create(name, mode: mode)
        try file.write(contentsOf: source)
        let written = try file.sync()
        let (digest, size) = (written.digest, written.size)
        if let expected, digest != expected {
            try written.discard()
            return false
        }
        let entry = BackupManifest.File(path: BackupPath.text(path), bytes: size, sha256: digest)
        files[path] = entry
        return true
    }

    /// Notes a file that somebody else wrote below the root. Blocking.
    mutating func note(_ path: SpoolPath) throws(SpoolFault) {
        guard let name = path.name else { return }
        let file = try folder(of: path).openRegular(name)
        let entry = BackupManifest.File(path: BackupPath.text(path), bytes: file.size, sha256: try file.digest())
        files[path] = entry
    }

    /// Takes away what was copied and is not wanted any more. Blocking.
    mutating func keepOnly(_ wanted: Set<SpoolPath>) throws(SpoolFault) {
        for path in files.keys where !wanted.contains(path) {
            files[path] = nil
            if let name = path.name { try folder(of: path).remove(name) }
        }
    }

    private func folder(of path: SpoolPath) throws(SpoolFault) -> Directory {
        var folder = root
        for component in path.components.dropLast() { folder = try folder.makeSubdirectory(component, mode: 0o770) }
        return folder
    }
}
