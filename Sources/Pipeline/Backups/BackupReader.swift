import Faults
import Foundation
import Glibc
import Hashing
import Ledger
import PAdES
import Spool
import Synchronization

/// A backup in its folder, checked before anything is taken from it.
struct BackupReader {
    /// Octets of the manifest.
    private static let limit = 256 << 20

    let manifest: BackupManifest
    let root: Directory

    /// Reads the manifest and checks that it is what its signer signed. Blocking.
    ///
    /// - Parameters:
    ///   - path: absolute.
    ///   - signers: whose backups are believed; asked for when there is a backup.
    /// - Throws: ``BackupFault``, ``SpoolFault``, and what `signers` throws.
    init(path: String, signers: () throws -> StatementSigners) throws {
        let root = try Self.open(path)
        guard let bytes = try Self.bytes(of: BackupName.manifest, in: root) else {
            throw BackupFault.notABackup(path: path)
        }
        let signature = try Self.signature(over: bytes, in: root)
        let manifest = try Self.manifest(bytes)
        guard manifest.type == BackupManifest.type, let time = try? Date(manifest.at, strategy: .iso8601) /* no time */
        else { throw BackupFault.altered(path: BackupName.manifest.display) }
        guard try signers().include(signature, at: time) else {
            throw BackupFault.untrusted(signer: signature.signer.subject.display)
        }
        self.root = root
        self.manifest = manifest
    }

    // In functions of their own: an owner of a descriptor inside of `do` in an initializer keeps the compiler busy for
    // ever.

    private static func open(_ path: String) throws -> Directory {
        do {
            return try Directory.open(path: path)
        } catch SpoolFault.system(_, _, ENOENT) {
            throw BackupFault.notABackup(path: path)
        }
    }

    /// - Returns: `nil` where there is no such file.
    private static func bytes(of name: FileName, in root: Directory) throws -> [UInt8]? {
        guard try root.status(of: name) != nil else { return nil }
        return try root.openRegular(name).bytes(limit: limit)
    }

    private static func signature(over bytes: [UInt8], in root: Directory) throws -> StatementSignature {
        guard let der = try self.bytes(of: BackupName.signature, in: root) else {
            throw BackupFault.altered(path: BackupName.signature.display)
        }
        do {
            let signature = try StatementSignature(der: der)
            try signature.check(over: bytes)
            return signature
        } catch {
            throw BackupFault.altered(path: BackupName.manifest.display)
        }
    }

    private static func manifest(_ bytes: [UInt8]) throws -> BackupManifest {
        do {
            return try BackupManifest(bytes: bytes)
        } catch {
            throw BackupFault.altered(path: BackupName.manifest.display)
        }
    }

    /// Checks every file. Blocking.
    func check() async throws {
        for file in manifest.files {
            guard try digest(of: file) == file.sha256 else { throw BackupFault.altered(path: file.path) }
        }
    }

    /// Checks a copy of the backup's ledger as `audit` does.
    static func checkLedger(_ ledger: Ledger, against manifest: BackupManifest) async throws {
        let first = Mutex<Wording?>(nil)
        let head = try await ledger.audit { finding in first.withLock { $0 = $0 ?? finding.message } }
        if let finding = first.withLock({ $0 }) { throw BackupFault.ledgerUnsound(first: finding) }
        guard head.count == manifest.events, head.hash == manifest.head else {
            throw BackupFault.altered(path: BackupName.ledger.display)
        }
    }

    /// Copies a file out of the backup. Blocking.
    ///
    /// - Throws: ``BackupFault/altered(path:)``.
    func copy(_ file: BackupManifest.File, to path: SpoolPath, mode: UInt32, into tree: inout BackupTree) throws {
        guard let (folder, name) = try locate(file) else { throw BackupFault.altered(path: file.path) }
        let isWhole = try tree.copy(folder.openRegular(name), to: path, expecting: file.sha256, mode: mode)
        guard isWhole else { throw BackupFault.altered(path: file.path) }
    }

    private func digest(of file: BackupManifest.File) throws -> Digest? {
        guard let (folder, name) = try locate(file) else { return nil }
        return try folder.openRegular(name).digest()
    }

    /// - Returns: `nil` where there is no such file.
    private func locate(_ file: BackupManifest.File) throws(SpoolFault) -> (folder: Directory, name: FileName)? {
        guard let path = BackupPath.path(file.path), let name = path.name else { return nil }
        do {
            var folder = root
            for component in path.components.dropLast() { folder = try folder.subdirectory(component) }
            return try folder.status(of: name)?.kind == .regular ? (folder, name) : nil
        } catch .system(_, _, ENOENT) {
            return nil
        }
    }
}
