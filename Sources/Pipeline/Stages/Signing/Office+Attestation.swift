import Certification
import Ledger
import PDF

extension Office {
    /// What the attestation of a dossier says when a signer signs it now.
    func attestation(
        of record: DossierRecord,
        signer: SignerSettings,
        picture: Drawing,
        at now: Moment
    ) async throws -> Attestation {
        let local = clock.local(now)
        let books = try await ledger.books(office: configuration.office.code).filter { $0.isOpen(on: local.date) }
        return Attestation(
            office: configuration,
            signer: signer,
            dossier: Attestation.Dossier(
                code: record.code.text,
                pages: record.pages,
                documentType: record.form.documentType?.name ?? ""
            ),
            books: books.map {
                ($0.name, $0.current.map { RegisterNumber($0.value + 1, padding: $0.padding) } ?? $0.first)
            },
            pictures: (signature: picture, seal: keyring.sealPicture),
            at: local
        )
    }
}

extension Attestation {
    /// What of a dossier is printed.
    struct Dossier {
        let code: String
        let pages: Int
        /// Its name.
        let documentType: String
    }

    /// - Parameter books: those that the clerk may choose from, each with its next number.
    init(
        office configuration: PipelineConfiguration,
        signer: SignerSettings,
        dossier: Dossier,
        books: [(name: BookName, next: RegisterNumber)],
        pictures: (signature: Drawing, seal: Drawing),
        at time: LocalTime
    ) {
        let settings = configuration.attestation
        func widest(_ texts: [String], or other: String) -> String {
            texts.max { $0.count < $1.count } ?? other
        }
        self.init(
            template: settings.template,
            values: [
                .place: configuration.office.place,
                .signer: signer.name,
                .title: signer.title,
                .office: configuration.office.name,
                .code: dossier.code,
                .pages: "\(dossier.pages)",
                .documentType: dossier.documentType,
            ],
            expected: [
                .number: widest(books.map(\.next.text), or: "0000/ĐT"),
                .book: widest(books.map(\.name.text), or: "\(time.date.year)/ĐT"),
                .date: SealRevision.text(of: time.date),
            ],
            office: configuration.office.name,
            signerName: signer.name,
            signerTitle: signer.title,
            code: dossier.code,
            picture: pictures.signature,
            sealSize: pictures.seal.size,
            signedAt: time,
            hasQRCode: settings.hasQRCode,
            verificationURL: settings.verificationURL
        )
    }
}
