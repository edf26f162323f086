// Backup: the office as it was at one moment, while it works.
//
// Called by `backup`, in the process that holds the office. The ledger is copied first, by SQLite's online backup; then
// the files that this copy names, by their hashes. What a dossier that moved on meanwhile leaves open is mended by
// copying the ledger once more. Promises: a backup that was told done is complete, and its manifest is signed with the
// seal; keys, passphrases and PINs are not in it. Nothing in the office changes but for an anchor.

import Certification
import Glibc
import Hashing
import Ledger
import Spool

extension Office {
    private static let rounds = 8
    private static let page = 500

    /// - Parameter directory: absolute; missing or empty.
    func backUp(to directory: String, by actor: String) async throws -> BackupDocument {
        try await affairs.exclusively(.backup) { try await makeBackup(in: directory, by: actor) }
    }

    private func makeBackup(in directory: String, by actor: String) async throws -> BackupDocument {
        let root = try Directory.make(path: directory, mode: 0o700)
        guard try root.names().isEmpty else { throw BackupFault.notEmpty(path: directory) }
        _ = try await layAnchor(actor: actor)
        var tree = BackupTree(root: root)
        for _ in 0..<Self.rounds {
            if let backup = try await copyOffice(to: directory, &tree) { return backup }
        }
        throw BackupFault.tooBusy
    }

    /// One round.
    ///
    /// - Returns: `nil` when a dossier moved on between the copy of the ledger and that of its file.
    private func copyOffice(to directory: String, _ tree: inout BackupTree) async throws -> BackupDocument? {
        try tree.root.remove(BackupName.ledger)
        let ledgerFile = directory + "/" + BackupName.ledger.display
        try ledger.copy(to: ledgerFile)
        let copy = try Ledger.open(path: ledgerFile, access: .readOnly)
        let dossiers = try await copyFiles(of: copy, to: &tree)
        let (head, register) = (try await copy.chainHead(), try await copy.positions())
        try copy.close()
        guard let dossiers else { return nil }
        try tree.note(SpoolPath([BackupName.ledger]))
        let settings = BackupConfiguration(configuration)
        try settings.copy(to: &tree)
        let manifest = try BackupManifest(
            configuration: configuration,
            at: clock.text(clock.now()),
            head: head,
            register: register,
            files: tree.files.values.sorted { $0.path < $1.path },
            leftOut: settings.leftOut
        )
        try await seal(manifest, in: tree.root)
        return BackupDocument(manifest, path: directory, dossiers: dossiers)
    }

    private func copyFiles(of copy: Ledger, to tree: inout BackupTree) async throws -> Int? {
        guard let dossiers = try await copyDossiers(of: copy, to: &tree) else { return nil }
        try await copyLooseFiles(beside: copy, to: &tree)
        return dossiers
    }

    /// Copies what the ledger's copy names.
    ///
    /// - Returns: how many dossiers; `nil` when one of them has moved on.
    private func copyDossiers(of copy: Ledger, to tree: inout BackupTree) async throws -> Int? {
        var (wanted, count, last) = (Set<SpoolPath>(), 0, DossierCode?.none)
        let messages = try layout.open(.messages)
        for message in try await copy.openMessages() {
            let path = SpoolPath(["spool", ".state", "messages", FileName(bytes: message.name) ?? "message"])
            wanted.insert(path)
            if tree.holds(path, message.hash) { continue }
            guard let name = path.name, try messages.status(of: name) != nil,
                try tree.copy(try messages.openRegular(name), to: path, expecting: message.hash)
            else { return nil }
        }
        while case let page = try await copy.files(after: last, limit: Self.page), !page.isEmpty {
            for (code, file) in page {
                guard let known = SpoolPath(bytes: file.path), let path = layout.portable(known) else { return nil }
                wanted.insert(path)
                if tree.holds(path, file.hash) { continue }
                guard try await copyFile(of: code, file, as: path, to: &tree) else { return nil }
            }
            count += page.count
            last = page.last?.code
        }
        try tree.keepOnly(wanted)
        return count
    }

    /// Copies a dossier's file from where it was, or from where it is by now.
    private func copyFile(
        of code: DossierCode,
        _ file: DossierRecord.File,
        as path: SpoolPath,
        to tree: inout BackupTree
    ) async throws -> Bool {
        let now = try await ledger.dossier(code).file
        for place in Set([file.path, now.path]) where now.hash == file.hash {
            guard let place = SpoolPath(bytes: place), let (folder, name) = try layout.locate(place) else { continue }
            if try copy(name, in: folder, file.hash, as: path, to: &tree) { return true }
        }
        // In a gesture folder: the person's wish is for after the restoration, if it is still theirs then.
        for folder in try layout.presentGestureFolders() {
            let directory = try layout.open(folder)
            for name in try directory.names() where DossierCode(headOfFileName: name.bytes) == code {
                if try copy(name, in: directory, file.hash, as: path, to: &tree) { return true }
            }
        }
        return false
    }

    /// - Returns: `false` when other bytes stand there, or none: the file is on its way from one place to another.
    private func copy(
        _ name: FileName,
        in folder: Directory,
        _ digest: Digest,
        as path: SpoolPath,
        to tree: inout BackupTree
    ) throws(SpoolFault) -> Bool {
        guard try folder.status(of: name)?.kind == .regular else { return false }
        do {
            return try tree.copy(folder.openRegular(name), to: path, expecting: digest)
        } catch .system(_, _, ENOENT) {
            return false
        }
    }

    private func seal(_ manifest: BackupManifest, in root: Directory) async throws {
        let bytes = try manifest.bytes()
        let signature = try sealed(bytes, at: clock.now())
        let timestamp = await timestamp(over: signature.der) ?? []
        for (name, content) in [
            (BackupName.timestamp, timestamp), (BackupName.signature, signature.der), (BackupName.manifest, bytes),
        ] where !content.isEmpty {
            try root.add(name, holding: content)
        }
    }
}

extension BackupDocument {
    init(_ manifest: BackupManifest, path: String, dossiers: Int) {
        self.path = path
        pipeline = manifest.pipeline
        at = manifest.at
        events = manifest.events
        head = manifest.head.hex
        self.dossiers = dossiers
        files = manifest.files.count
        bytes = manifest.files.reduce(0) { $0 + $1.bytes }
        leftOut = manifest.leftOut
    }
}
