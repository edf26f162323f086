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
    private let path: String

    /// Reads the manifest and checks that it is what its signer signed. Blocking.
    ///
    /// - Parameters:
    ///   - path: absolute.
    ///   - roots: certificates that the signer must lead to.
    /// - Throws: ``BackupFault``, ``SpoolFault``.
    init(path: String, roots: [Certificate]) throws {
        self.path = path
        let bytes: [UInt8]
        do {
            root = try Directory.open(path: path)
            bytes = try root.openRegular(BackupName.manifest).bytes(limit: Self.limit)
        } catch SpoolFault.system(_, _, ENOENT) {
            throw BackupFault.notABackup(path: path)
        }
        guard !roots.isEmpty else { throw BackupFault.nothingToTrust }
        let signature: StatementSignature
        do {
            signature = try StatementSignature(der: try root.openRegular(BackupName.signature).bytes(limit: 1 << 20))
            try signature.check(over: bytes)
            manifest = try BackupManifest(bytes: bytes)
        } catch {
            throw BackupFault.altered(path: BackupName.manifest.display)
        }
        guard manifest.type == BackupManifest.type, let time = try? Date(manifest.at, strategy: .iso8601) /* no time */
        else { throw BackupFault.altered(path: BackupName.manifest.display) }
        do {
            try signature.checkTrust(anchors: TrustAnchors(roots), at: time)
        } catch {
            throw BackupFault.untrusted(signer: signature.signer.subject.display)
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
        guard let (folder, name) = try locate(file),
            try tree.copy(folder.openRegular(name), to: path, expecting: file.sha256, mode: mode)
        else { throw BackupFault.altered(path: file.path) }
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
