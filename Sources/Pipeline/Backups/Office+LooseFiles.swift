import Certification
import Glibc
import Ledger
import Spool

extension Office {
    /// Copies what no ledger names: scans that wait, what was refused, written refusals, forms and reasons, what people
    /// put beside.
    func copyLooseFiles(beside copy: Ledger, to tree: inout BackupTree) async throws {
        for (folder, path) in [
            (SpoolFolder.inbox, "inbox"), (.kept, "spool/.state/kept"), (.refusals, "spool/refusals"),
        ] {
            guard let place = BackupPath.path(path) else { continue }
            for found in try Self.files(below: try layout.makeAndOpen(folder), as: place) { try take(found, &tree) }
        }
        for desk in [SpoolFolder.scanned, .awaitingSignature, .awaitingSeal, .outbox] {
            guard let name = desk.place.components.first else { continue }
            for found in try Self.files(below: try layout.open(desk), as: SpoolPath(["spool", name])) {
                guard let code = DossierCode(headOfFileName: found.name.bytes), !isCompanion(found.name, of: code)
                else {
                    try take(found, &tree)
                    continue
                }
                // Taken in since the ledger was copied: for the copy it is a scan that waits.
                let isKnown = try await copy.knows(code)
                if !isKnown { try take(Found(found, as: SpoolPath(["inbox", found.name])), &tree) }
            }
        }
    }

    private struct Found {
        let directory: Directory
        let name: FileName
        let path: SpoolPath

        init(directory: Directory, name: FileName, path: SpoolPath) {
            (self.directory, self.name, self.path) = (directory, name, path)
        }

        init(_ found: Found, as path: SpoolPath) {
            self.init(directory: found.directory, name: found.name, path: path)
        }
    }

    private func isCompanion(_ name: FileName, of code: DossierCode) -> Bool {
        ReasonFile.isReason(name) || name == Companion.form(code) || name == Companion.note(code)
    }

    private func take(_ found: Found, _ tree: inout BackupTree) throws {
        do {
            _ = try tree.copy(found.directory.openRegular(found.name), to: found.path)
        } catch SpoolFault.system(_, _, ENOENT), SpoolFault.notRegular {
            // Taken in or removed by a person meanwhile, or no document.
        }
    }

    private static func files(below directory: Directory, as path: SpoolPath) throws(SpoolFault) -> [Found] {
        var found: [Found] = []
        for name in try directory.names() where !name.isIgnored {
            switch try directory.status(of: name)?.kind {
            case .regular: found.append(Found(directory: directory, name: name, path: path.appending(name)))
            case .directory: found += try files(below: directory.subdirectory(name), as: path.appending(name))
            default: continue
            }
        }
        return found
    }
}

extension Ledger {
    fileprivate func knows(_ code: DossierCode) async throws -> Bool {
        do {
            _ = try await dossier(code)
            return true
        } catch LedgerFault.unknownDossier {
            return false
        }
    }
}
