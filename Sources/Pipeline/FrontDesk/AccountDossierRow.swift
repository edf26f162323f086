import Certification
import Ledger
import Spool

/// A dossier as the portal shows it to its account's holder.
package struct AccountDossierRow: Codable, Sendable {
    package let code: String
    /// The office's name.
    package let office: String
    package let documentTypeName: String
    package let receivedAt: String
    /// When the copy reached the holder.
    @Nullable package var returnedAt: String?
    package let state: String
    /// The certified copy, relative to the workspace.
    @Nullable package var file: String?
    /// `12/ĐT`.
    @Nullable package var number: String?
    /// `very-satisfied`, `satisfied` or `dissatisfied`.
    @Nullable package var rating: String?

    init(_ record: DossierRecord, office: String, clock: OfficeClock) {
        code = record.code.text
        self.office = office
        documentTypeName = record.form.documentType?.name ?? ""
        receivedAt = clock.text(record.receivedAt)
        state = record.state.rawValue
        returnedAt = record.deliveredAt.map(clock.text)
        let isCertified = [.outbox, .delivered, .undeliverable].contains(record.state)
        file = isCertified ? SpoolPath(bytes: record.file.path)?.display : nil
        number = record.registration?.number.text
        rating = record.rating?.rawValue
    }
}

extension OfficeReader {
    /// Dịch vụ công của tôi: the newest last.
    ///
    /// - Throws: ``InvalidEntry`` for a number that is none.
    package func accountDossiers(_ text: String) async throws -> [AccountDossierRow] {
        var filter = DossierFilter()
        filter.identity = try IdentityNumber(text)
        return try await ledger.dossiers(filter).map {
            AccountDossierRow($0, office: configuration.office.name, clock: clock)
        }
    }
}
