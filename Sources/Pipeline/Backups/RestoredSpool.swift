import Certification
import Foundation
import Glibc
import Spool

/// The spool of a backup, laid out beside the one whose place it takes.
struct RestoredSpool {
    private let layout: SpoolLayout
    private let staged: SpoolLayout
    private let parent: Directory
    private let name: FileName
    private let stagedName: FileName
    private let keptName: FileName

    /// Holds the office that is there still, as long as its lock is held. Blocking.
    ///
    /// - Returns: `nil` where there is none.
    static func lock(_ layout: SpoolLayout) throws(SpoolFault) -> WorkspaceLock? {
        let state: Directory
        do {
            state = try layout.open(.state)
        } catch .system(_, _, ENOENT) {
            return nil
        }
        return try WorkspaceLock.acquire(in: state, as: LockHolder(program: "restore"))
    }

    /// Makes the folders. Blocking.
    init(_ layout: SpoolLayout, stamp: LocalTime) throws {
        self.layout = layout
        let spool = URL(fileURLWithPath: layout.path(of: .scanned)).deletingLastPathComponent()
            .resolvingSymlinksInPath().path
        let slash = spool.lastIndex(of: "/") ?? spool.startIndex
        let (folder, last) = (String(spool[..<slash]), String(spool[slash...].dropFirst()))
        let time = stamp.rfc3339.prefix(19).filter(\.isNumber)
        guard let name = FileName(last), let stagedName = FileName("\(last)-restore-\(time)"),
            let keptName = FileName("\(last)-before-restore-\(time)")
        else { throw UnexpectedFault(detail: "spool \(spool)") }
        (self.name, self.stagedName, self.keptName) = (name, stagedName, keptName)
        parent = try Directory.make(path: folder.isEmpty ? "/" : folder, mode: SpoolFolder.scanned.mode)
        if try parent.status(of: name)?.kind == .directory, try parent.subdirectory(name).isMountPoint() {
            throw BackupFault.mountPoint(path: spool)
        }
        guard try parent.status(of: stagedName) == nil else {
            throw SpoolFault.nameTaken(path: parent.describe(stagedName))
        }
        staged = SpoolLayout(
            workspace: layout.workspace,
            inbox: layout.inbox,
            spool: folder + "/" + stagedName.display,
            documentTypes: layout.documentTypes,
            signers: layout.signers,
            books: layout.books
        )
        try staged.create()
    }

    func state() throws(SpoolFault) -> Directory { try staged.open(.state) }

    var ledgerFile: String { staged.ledgerFile }

    /// Copies ledger and files. Blocking.
    func fill(from reader: BackupReader) throws {
        var tree = BackupTree(root: try parent.subdirectory(stagedName))
        for file in reader.manifest.files {
            guard let path = BackupPath.path(file.path) else { throw BackupFault.altered(path: file.path) }
            if path.components == [BackupName.ledger] {
                try reader.copy(file, to: SpoolPath([".state", BackupName.ledger]), mode: 0o600, into: &tree)
            } else if path.components.first == "spool" {
                let place = SpoolPath(Array(path.components.dropFirst()))
                try reader.copy(file, to: place, mode: Self.mode(of: place), into: &tree)
            }
        }
    }

    /// Documents and messages are nobody's to change; forms are.
    private static func mode(of path: SpoolPath) -> UInt32 {
        path.name?.display.hasSuffix(".yaml") == true ? 0o660 : 0o440
    }

    /// The one rename that makes the backup the office.
    ///
    /// - Returns: where the old state is; absolute, `nil` where there was none.
    func takePlace() throws(SpoolFault) -> String? {
        guard try parent.status(of: name) != nil else {
            try parent.move(stagedName, to: parent, as: name)
            return nil
        }
        try parent.exchange(stagedName, with: name)
        try parent.move(stagedName, to: parent, as: keptName)
        return parent.describe(keptName)
    }

    /// Scans that waited, and what was refused, unless files of their names are there. Blocking.
    func fillInbox(from reader: BackupReader) throws {
        var tree = BackupTree(root: try Directory.open(path: layout.path(of: .inbox)))
        for file in reader.manifest.files {
            guard let path = BackupPath.path(file.path), path.components.first == "inbox", path.components.count > 1
            else { continue }
            let place = SpoolPath(Array(path.components.dropFirst()))
            guard try !exists(place, below: tree.root) else { continue }
            try reader.copy(file, to: place, mode: 0o640, into: &tree)
        }
    }

    private func exists(_ path: SpoolPath, below root: Directory) throws(SpoolFault) -> Bool {
        guard let name = path.name else { return true }
        do {
            var folder = root
            for component in path.components.dropLast() { folder = try folder.subdirectory(component) }
            return try folder.status(of: name) != nil
        } catch .system(_, _, ENOENT) {
            return false
        }
    }
}
