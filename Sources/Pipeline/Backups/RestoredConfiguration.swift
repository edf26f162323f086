import Spool

/// The configuration of a backup, for a workspace that has none. What is there stays as it is.
struct RestoredConfiguration {
    private let reader: BackupReader
    private let workspace: String

    init(_ reader: BackupReader, workspace: String) {
        self.reader = reader
        self.workspace = workspace
    }

    /// Blocking.
    func lay() throws {
        let root = try Directory.make(path: workspace, mode: 0o770)
        var tree = BackupTree(root: root)
        for file in reader.manifest.files {
            guard let path = BackupPath.path(file.path), path.components.first == BackupName.configuration,
                path.components.count > 1
            else { continue }
            try reader.copy(file, to: SpoolPath(Array(path.components.dropFirst())), mode: 0o640, into: &tree)
        }
    }
}
