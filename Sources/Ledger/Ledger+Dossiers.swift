import Certification
import GRDB
import Hashing

// Dossiers: looking them up, and the form on the officer's desk.

extension Ledger {
    /// - Throws: ``LedgerFault/unknownDossier(_:)``.
    package func dossier(_ code: DossierCode) async throws(LedgerFault) -> DossierRecord {
        try await look { try $0.dossier(code) }
    }

    /// In the filter's order.
    package func dossiers(_ filter: DossierFilter = DossierFilter()) async throws(LedgerFault) -> [DossierRecord] {
        try await read { database in
            let query = try filter.query(in: database)
            var records: [DossierRecord] = []
            try database.each("SELECT \(DossierRecord.columns) \(query.sql)", query.arguments) { row in
                records.append(try DossierRecord(row: &row))
            }
            return records
        }
    }

    /// Where the files of the dossiers in a state are, in no order: less than ``dossiers(_:)`` reads, for desks with many.
    package func paths(of state: DossierState) async throws(LedgerFault) -> [[UInt8]] {
        try await read { database in
            try database.rows("SELECT path FROM dossier WHERE state = ?", [state.rawValue]) { try $0.bytes("path") }
        }
    }

    /// Dossiers with all that is known of them, some at a time, in one snapshot: memory does not grow with the list.
    /// - Parameter body: called for each batch, on a thread of the database.
    package func forEachDossier(
        _ filter: DossierFilter, batch: Int = 500, _ body: @escaping @Sendable ([DossierDetail]) -> Void
    ) async throws(LedgerFault) {
        try await read { database in
            let query = try filter.query(in: database)
            var records: [DossierRecord] = []
            try database.each("SELECT \(DossierRecord.columns) \(query.sql)", query.arguments) { row in
                records.append(try DossierRecord(row: &row))
                guard records.count == batch else { return }
                body(try database.details(of: records))
                records.removeAll(keepingCapacity: true)
            }
            if !records.isEmpty { body(try database.details(of: records)) }
        }
    }

    /// How many there are, whatever the limit.
    /// - Parameter most: what is counted up to; counting a million takes longer than listing a page of them.
    package func count(_ filter: DossierFilter, upTo most: Int = .max) async throws(LedgerFault) -> Int {
        try await read { database in
            let query = try filter.counting(upTo: most, in: database)
            return try database.row("SELECT \(query.sql)", query.arguments)?.value("n") ?? 0
        }
    }

    /// Oldest first, without what ``deliveries(of:)`` tells.
    package func history(_ code: DossierCode) async throws(LedgerFault) -> [EventRecord] {
        try await read { database in
            _ = try database.dossier(code)
            return try database.rows(
                "SELECT * FROM event WHERE dossier = ? AND \(EventRecord.isHistory) ORDER BY sequence",
                [code.text],
                EventRecord.init(row:)
            )
        }
    }

    /// The dossier whose sealed copy has this hash, now or at some time since it was sealed.
    /// - Returns: `nil` when the register does not know such a copy. An annulled one is known; its state says so.
    package func dossier(withSealedHash hash: Digest) async throws(LedgerFault) -> DossierRecord? {
        try await read { database in
            let row = try database.row(
                """
                SELECT dossier FROM event WHERE fileHash = ?
                AND toState IN ('outbox', 'delivered', 'undeliverable', 'annulled') LIMIT 1
                """,
                [hash.stored]
            )
            return try row.map { try database.dossier(try $0.code("dossier")) }
        }
    }

    /// Replaces the form of a dossier on the officer's desk (`scanned` or `rejected`).
    /// - Throws: ``LedgerFault/notEditable(_:_:)``, ``LedgerFault/stepOpen(_:)``.
    package func updateForm(
        _ code: DossierCode, to form: DossierForm, dueAt: Moment? = nil, _ occasion: Occasion
    ) async throws(LedgerFault) {
        try await write { database in
            var dossier = try database.dossier(code)
            guard try !database.hasOpenStep(code) else { throw LedgerFault.stepOpen(code) }
            guard dossier.state == .scanned || dossier.state == .rejected else {
                throw LedgerFault.notEditable(code, dossier.state)
            }
            guard dossier.form != form else { return }
            let previous = dossier
            dossier.form = form
            if let dueAt { dossier.dueAt = dueAt }
            try database.save(dossier, over: previous, kind: .formEdited, note: nil, occasion)
        }
    }

    /// What the account's holder says of the copy.
    /// - Throws: ``LedgerFault/notRatable(_:)`` for a copy that nobody's account has.
    package func rate(_ code: DossierCode, _ rating: Rating, _ occasion: Occasion) async throws(LedgerFault) {
        try await write { database in
            var dossier = try database.dossier(code)
            guard dossier.state == .delivered, dossier.form.applicant?.identity != nil else {
                throw LedgerFault.notRatable(code)
            }
            guard dossier.rating != rating else { return }
            let previous = dossier
            dossier.rating = rating
            try database.save(dossier, over: previous, kind: .rated, note: rating.rawValue, occasion)
        }
    }

    /// Notes that a paper was refused in writing.
    /// - Parameter file: the letter's digest.
    package func recordRefusal(_ ground: String, file: Digest, _ occasion: Occasion) async throws(LedgerFault) {
        try await write { database in
            var content = EventRecord.Content.ofOffice(.refused, ground, nil, occasion)
            content.fileHash = file
            try database.append(content)
        }
    }

    /// Hủy giá trị: a wrongly certified copy is declared void. Its file stays where it is; what waits to be sent of it is
    /// withdrawn.
    package func annul(_ code: DossierCode, reason: String, _ occasion: Occasion) async throws(LedgerFault) {
        try await write { database in
            var dossier = try database.dossier(code)
            guard try !database.hasOpenStep(code) else { throw LedgerFault.stepOpen(code) }
            let previous = dossier
            try dossier.apply(.annul(reason: reason), occasion)
            try database.save(dossier, over: previous, kind: .transition(.annul), note: reason, occasion)
            try database.withdrawUnwanted("dossier = ?", [code.text], occasion)
        }
    }

    /// Notes that the published copy of an annulled dossier was removed.
    package func recordWithdrawal(of dossier: DossierRecord, _ occasion: Occasion) async throws(LedgerFault) {
        try await write { database in
            _ = try database.append(
                EventRecord.Content(
                    occasion: occasion,
                    kind: .linkWithdrawn,
                    dossier: dossier.code,
                    from: nil,
                    to: nil,
                    fileHash: dossier.file.hash,
                    note: nil,
                    recordHash: nil
                )
            )
        }
    }
}

extension Database {
    func dossier(_ code: DossierCode) throws -> DossierRecord {
        let sql = "\(DossierRecord.selection) WHERE dossier.code = ?"
        guard let dossier = try one(sql, [code.text], DossierRecord.init(row:)) else {
            throw LedgerFault.unknownDossier(code)
        }
        return dossier
    }

    /// Writes the dossier's row and the event that tells of it.
    ///
    /// - Parameter previous: the record as it is stored; nil for one that is new.
    func save(
        _ dossier: DossierRecord, over previous: DossierRecord?, kind: EventKind, note: String?, _ occasion: Occasion
    ) throws {
        let recordHash = try dossier.save(over: previous, into: self)
        try append(
            EventRecord.Content(
                occasion: occasion,
                kind: kind,
                dossier: dossier.code,
                from: previous?.state,
                to: dossier.state,
                fileHash: dossier.file.hash,
                note: note,
                recordHash: recordHash
            )
        )
    }
}
