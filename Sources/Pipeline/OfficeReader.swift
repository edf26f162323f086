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

    /// Some at a time: memory does not grow with the list.
    /// - Parameter body: called for each batch, on another thread.
    package func forEachDossier(
        _ query: DossierQuery, _ body: @escaping @Sendable ([DossierDocument]) -> Void
    ) async throws {
        let filter = try query.filter(configuration, clock)
        try await ledger.forEachDossier(filter) { [name = configuration.name, clock] details in
            body(details.map { DossierDocument($0, pipeline: name, clock: clock) })
        }
    }

    /// How many dossiers there are, whatever limit and offset.
    package func count(_ query: DossierQuery, upTo most: Int = .max) async throws -> Int {
        try await ledger.count(try query.filter(configuration, clock), upTo: most)
    }

    package func dossier(_ text: String) async throws -> DossierDocument {
        guard let code = DossierCode(text) else { throw QueryFault.unknownDossier(text) }
        do {
            return try await ledger.document(of: try await ledger.dossier(code), configuration, clock)
        } catch LedgerFault.unknownDossier {
            throw QueryFault.unknownDossier(text)
        }
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
        let detail = DossierDetail(
            record: record,
            history: try await history(record.code),
            deliveries: try await deliveries(of: record.code)
        )
        return DossierDocument(detail, pipeline: configuration.name, clock: clock)
    }
}
