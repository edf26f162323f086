// Forgetting: what the register need not keep of a person goes, from the office's folders and from the ledger.
//
// Called by `account forget`. Trusts the ledger about what is still on its way. Promises: files go first, so that after a
// crash in between the person can be named again and nothing is left that nobody would find; of the ledger no freed page
// and no log keeps what was there. Copies, scans and written refusals stay, and what was handed over.

import Certification
import Ledger
import Logging
import Spool

extension Office {
    /// What people wrote beside their scans, and what the portal asked, is a few lines.
    private static let noteLimit = 1 << 20

    func forget(_ identity: IdentityNumber, _ occasion: Occasion) async throws {
        let traces = try await ledger.traces(of: identity)
        try removeFiles { name, text in
            identity.isMentioned(in: text) || traces.leads(to: name, saying: text)
        }
        try await ledger.forget(identity, occasion)
        do {
            try ledger.emptyLog()
        } catch {
            // Somebody reads what was before; the log is cut off when the office closes.
            logger.warning("the ledger's log is not emptied yet", metadata: ["error": "\(Loggable(error))"])
        }
    }

    /// Forms and notes that steps took off the desks, sidecars of scans, and the portal's requests with their answers.
    private func removeFiles(where concerns: (FileName, String) -> Bool) throws {
        for folder in [SpoolFolder.kept, .appointmentsDone, .appointments] {
            let directory = try layout.open(folder)
            for name in try directory.names() where Self.isNote(name, in: folder) {
                guard let status = try directory.status(of: name), status.kind == .regular,
                    status.size <= Self.noteLimit
                else { continue }
                let bytes = try directory.openRegular(name).bytes(limit: Self.noteLimit)
                if concerns(name, String(decoding: bytes, as: UTF8.self)) { try directory.remove(name) }
            }
        }
    }

    /// A request that waits for its answer is none: it is about to be acted upon.
    private static func isNote(_ name: FileName, in folder: SpoolFolder) -> Bool {
        if folder == .appointments { return isAnswer(name) }
        return name.hasExtension("yaml") || name.hasExtension("json") || name.hasExtension("txt")
    }
}

extension PersonalTraces {
    /// Whether a file that was kept belongs to a dossier of theirs: by the dossier's code; as a sidecar, by the name of
    /// the scan, where it says how to reach the person.
    fileprivate func leads(to name: FileName, saying text: String) -> Bool {
        dossiers.contains { dossier in
            if name.hasPrefix(Array(dossier.code.text.utf8)) { return true }
            guard let scan = FileName(bytes: dossier.originalName) else { return false }
            // A second one of this name was kept with a number.
            let isItsSidecar = name.stem == scan.stem || name.hasPrefix(scan.stem + Array(" (".utf8))
            return isItsSidecar && contacts.contains { text.contains($0) }
        }
    }
}
