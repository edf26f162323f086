import Certification
import Hashing
import Ledger
import Spool

/// The office's records, read beside whoever works on them: needs no lock and disturbs nobody.
package struct OfficeReader: Sendable {
    let configuration: PipelineConfiguration
    let ledger: Ledger
    let clock: OfficeClock

    /// Before the office has opened once there is nothing to read, which is no fault.
    ///
    /// - Throws: ``OfficeFault/ledgerMissing(pipeline:)``, ``LedgerFault``.
    package init(_ configuration: PipelineConfiguration) throws {
        self.configuration = configuration
        clock = OfficeClock(zone: configuration.office.timezone)
        let layout = SpoolLayout(configuration)
        guard try layout.hasLedger() else {
            try LedgerPresence.requireFreshOffice(configuration)
            ledger = try Ledger.empty()
            return
        }
        ledger = try Ledger.open(path: layout.ledgerFile, access: .readOnly)
    }

    package func dossiers(_ query: DossierQuery) async throws -> [DossierDocument] {
        var documents: [DossierDocument] = []
        for record in try await ledger.dossiers(try query.filter(clock: clock)) {
            documents.append(try await ledger.document(of: record, configuration, clock))
        }
        return documents
    }

    package func dossier(_ text: String) async throws -> DossierDocument {
        guard let code = DossierCode(text) else { throw QueryFault.unknownDossier(text) }
        do {
            return try await ledger.document(of: try await ledger.dossier(code), configuration, clock)
        } catch LedgerFault.unknownDossier {
            throw QueryFault.unknownDossier(text)
        }
    }

    package func books() async throws -> [BookDocument] {
        try await ledger.books(office: configuration.office.code).map { BookDocument($0, clock: clock) }
    }
}

extension Office {
    func document(of code: DossierCode) async throws -> DossierDocument {
        try await ledger.document(of: try await ledger.dossier(code), configuration, clock)
    }
}

extension Ledger {
    fileprivate func document(
        of record: DossierRecord,
        _ configuration: PipelineConfiguration,
        _ clock: OfficeClock
    ) async throws -> DossierDocument {
        DossierDocument(
            record,
            history: try await history(record.code),
            deliveries: try await deliveries(of: record.code),
            pipeline: configuration.name,
            clock: clock
        )
    }
}
