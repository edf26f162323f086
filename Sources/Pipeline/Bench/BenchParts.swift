import Certification
import Hashing
import Ledger
import PAdES
import PDF
import Spool

/// Parts of the work, measured alone: what a signature's revision costs, what the ledger gives.
struct BenchParts {
    private static let clients = 16
    private static let numbers = 400

    let directory: String
    let office: Office

    /// Blocking. Needs a dossier on the leader's desk, and leaves the office's ledger as it is.
    func measure() async throws -> BenchDocument.Parts {
        var filter = DossierFilter()
        filter.limit = 1
        guard let record = try await office.ledger.dossiers(filter).first,
            let signer = office.configuration.signers.first, let identity = try office.keyring.signer(signer.id)
        else { throw UnexpectedFault(detail: "nothing to measure with") }
        let document = try await office.atDesk(record)
        let report = try await office.inspect(try document.content(), name: record.code.text)
        let structure = report.structure
        let now = office.clock.now()
        let attestation = try await office.attestation(of: record, signer: signer, picture: identity.picture, at: now)
        let content = try document.content().map()
        let appends = try MachineFigures.rate {
            let revision = CertificationRevision(
                attestation: attestation,
                placed: PlacedAttestation(
                    report: report,
                    sheet: .newPage,
                    layout: try CertificationSheet.newPage.layOut(attestation)
                ),
                identity: identity,
                timestampRoom: 0
            )
            _ = try revision.make(
                extending: structure, content: try document.content(), at: office.clock.local(now)
            )
            .serialized()
        }
        let dictionary = SignatureDictionary(
            field: "bench",
            time: Int(now.milliseconds / 1000),
            utcOffset: 0,
            signer: signer.name,
            reason: "bench",
            location: nil,
            reservedOctets: ContentsReservation.octets(for: identity.key, timestamp: 0)
        )
        var revision = Revision(extending: structure)
        _ = revision.add(dictionary.object)
        let serialized = try revision.serialized()
        let signatures = try MachineFigures.rate {
            _ = try PreparedSignature(serialized, dictionary: dictionary)
                .hashed(input: content.bytes, for: identity.algorithm)
                .signed(with: identity.key, at: now.date)
                .serialized()
        }
        let ledger = try await measureLedger()
        return BenchDocument.Parts(
            appendsPerSecond: appends,
            signaturesPerSecond: signatures,
            numbersPerSecond: ledger.numbers,
            searchesPerSecond: ledger.searches
        )
    }

    // MARK: Ledger

    /// In a ledger of its own, of dossiers that no file belongs to.
    private func measureLedger() async throws -> (numbers: Double, searches: Double) {
        let ledger = try Ledger.open(path: directory + "/bench.sqlite", access: .readWrite)
        let occasion = Occasion(at: office.clock.now(), actor: "bench")
        let today = office.clock.local(occasion.at).date
        _ = try await ledger.addBook(
            BookDraft(
                office: office.configuration.office.code,
                name: BookName("\(today.year)"),
                opens: today,
                closes: today
            ),
            occasion
        )
        var codes: [DossierCode] = []
        for number in 0..<Self.numbers { codes.append(try await signedDossier(number, in: ledger, occasion)) }
        let start = ContinuousClock.now
        try await BenchMeter.forEach(codes, width: Self.clients) { code in
            _ = try await ledger.allotNumber(NumberRequest(dossier: code, date: today, occasion: occasion))
        }
        let seconds = (ContinuousClock.now - start).seconds
        var filter = DossierFilter()
        filter.search = "nguyenthithu7"
        filter.limit = 20
        let searchStart = ContinuousClock.now
        let searches = 50
        for _ in 0..<searches { _ = try await ledger.dossiers(filter) }
        let perSearch = (ContinuousClock.now - searchStart).seconds / Double(searches)
        try ledger.close()
        return (Double(codes.count) / seconds, 1 / perSearch)
    }

    private func signedDossier(
        _ number: Int, in ledger: Ledger, _ occasion: Occasion
    ) async throws -> DossierCode {
        let form = try DossierForm(
            applicant: .email(EmailAddress("nguyenthithu\(number)@example.vn")),
            documentType: office.configuration.documentTypes.first
        )
        let (at, day) = (occasion.at, office.clock.local(occasion.at).date)
        let profile = office.configuration.office
        let source = try SHA256.digest(of: "\(number)".utf8)
        let intake = DossierChange.Intake(
            originalName: Array("\(number).pdf".utf8), form: form, pages: 1, receivedAt: at, dueAt: at)
        let signer = DossierRecord.Signer(id: "bench", name: "bench", title: "")
        var code: DossierCode?
        for change in [DossierChange.takeIn(intake), .submit(form), .sign(signer)] {
            let subject: StepDraft.Subject =
                code.map { .dossier($0, change.transition) }
                ?? .scan(office: profile.code, day: day, style: profile.codeStyle)
            let step = try await ledger.prepare(
                StepDraft(
                    subject: subject, sourcePath: Array("\(number)".utf8), sourceHash: source,
                    workName: Array("\(number).work".utf8)),
                at: at
            )
            let outcome = StepOutcome(
                change: change, path: Array("\(number)".utf8), hash: source, bytes: 1, occasion: occasion)
            ledger.finish(try await ledger.commit(step, outcome))
            code = step.code
        }
        guard let code else { throw UnexpectedFault(detail: "no code") }
        return code
    }
}
