import Certification
import Glibc
import Ledger
import Spool

/// Whether an office without a ledger is a fresh one, or was robbed of it.
enum LedgerPresence {
    /// - Throws: ``OfficeFault/ledgerMissing(pipeline:)`` when anything here came from a ledger. Blocking.
    static func requireFreshOffice(_ configuration: PipelineConfiguration) throws {
        let layout = SpoolLayout(configuration)
        guard try !holdsDossiers(layout), try AnchorFolder(configuration).names().isEmpty else {
            throw OfficeFault.ledgerMissing(pipeline: configuration.name)
        }
    }

    /// The same for a ledger that is there and has no event: it may have been emptied. SQLite's files and kept scans say
    /// nothing here: they come before the first event.
    static func requireFreshOffice(
        _ configuration: PipelineConfiguration,
        in ledger: Ledger
    ) async throws {
        guard try await ledger.chainHead().count == 0 else { return }
        guard try !holdsDossiersAtDesks(SpoolLayout(configuration)),
            try AnchorFolder(configuration).names().isEmpty
        else { throw OfficeFault.ledgerMissing(pipeline: configuration.name) }
    }

    private static func holdsDossiers(_ layout: SpoolLayout) throws(SpoolFault) -> Bool {
        for folder in [SpoolFolder.kept, .messages] {
            if let directory = try existing(folder, layout), try !directory.names().isEmpty { return true }
        }
        if let state = try existing(.state, layout), try state.status(of: "ledger.sqlite-wal") != nil { return true }
        return try holdsDossiersAtDesks(layout)
    }

    private static func holdsDossiersAtDesks(_ layout: SpoolLayout) throws(SpoolFault) -> Bool {
        for folder in [SpoolFolder.scanned, .awaitingSignature, .awaitingSeal, .outbox, .refused] {
            if let directory = try existing(folder, layout), try holdsDossiers(directory) { return true }
        }
        return false
    }

    /// Files are known by the code that their names begin with.
    private static func holdsDossiers(_ directory: Directory) throws(SpoolFault) -> Bool {
        var entries = try directory.entries()
        while let entry = try entries.next() {
            switch try directory.status(of: entry.name)?.kind {
            case .regular: if DossierCode(headOfFileName: entry.name.bytes) != nil { return true }
            case .directory: if try holdsDossiers(directory.subdirectory(entry.name)) { return true }
            default: continue
            }
        }
        return false
    }

    private static func existing(_ folder: SpoolFolder, _ layout: SpoolLayout) throws(SpoolFault) -> Directory? {
        do {
            return try layout.open(folder)
        } catch .system(_, _, ENOENT) {
            return nil
        }
    }
}
