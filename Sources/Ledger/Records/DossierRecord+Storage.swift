import Certification
import GRDB
import Hashing

extension DossierRecord {
    static let table = "dossier"

    /// Every column but `searchText`, which follows from the others and is not part of the row's hash.
    var storedRow: StoredRow {
        var row = StoredRow(table: DossierRecord.table)
        row.set("code", code.text)
        row.set("office", office.text)
        row.set("state", state.rawValue)
        row.set("originalName", originalName.stored)
        row.set("originalHash", originalHash.stored)
        row.set("applicantKind", form.applicant?.kind.rawValue)
        row.set("identity", form.applicant?.identity?.text)
        row.set("name", form.applicant?.contact?.name)
        row.set("phone", form.applicant?.contact?.phone?.text)
        row.set("email", form.applicant?.email?.text)
        row.set("documentType", form.documentType?.slug)
        row.set("documentTypeName", form.documentType?.name)
        row.set("copies", form.copies)
        row.set("note", form.note)
        row.set("placement", form.placement?.text)
        row.set("pages", pages)
        row.set("path", file.path.stored)
        row.set("fileHash", file.hash.stored)
        row.set("bytes", file.bytes)
        row.set("signerID", signer?.id)
        row.set("signerName", signer?.name)
        row.set("signerTitle", signer?.title)
        row.set("receivedAt", receivedAt.milliseconds)
        row.set("dueAt", dueAt.milliseconds)
        row.set("signedAt", signedAt?.milliseconds)
        row.set("sealedAt", sealedAt?.milliseconds)
        row.set("deliveredAt", deliveredAt?.milliseconds)
        row.set("reason", reason)
        row.set("agreedDays", form.agreedDays == 0 ? nil : form.agreedDays)
        row.set("appointment", appointment?.text)
        row.set("ground", ground?.rawValue)
        row.set("rating", rating?.rawValue)
        return row
    }

    static let hashedColumns = [
        "code", "office", "state", "originalName", "originalHash", "applicantKind", "identity", "name", "phone",
        "email", "documentType", "documentTypeName", "copies", "note", "placement", "pages", "path", "fileHash",
        "bytes",
        "signerID", "signerName", "signerTitle", "receivedAt", "dueAt", "signedAt", "sealedAt", "deliveredAt", "reason",
        "agreedDays", "appointment", "ground", "rating",
    ]

    /// Columns that stay as they came, and have indexes: naming them in an UPDATE has SQLite write the indexes anew and
    /// look for every row that refers to the dossier.
    private static let fixedColumns: Set<String> = ["code", "office", "receivedAt"]
    /// Those that only a new scan changes.
    private static let scanColumns: Set<String> = ["originalName", "originalHash"]

    /// Writes the row, and what the index says of it.
    ///
    /// - Parameter previous: the record as it is stored; nil for one that is new.
    /// - Returns: the row's hash, for the event that tells of the change.
    func save(over previous: DossierRecord?, into database: Database) throws -> Digest {
        var row = storedRow
        let hash = try row.digest()
        guard let previous else {
            let text = searchText
            row.set("searchText", text)
            try row.insert(into: database)
            try database.index(self, searchText: text)
            return hash
        }
        let isSameScan = originalHash == previous.originalHash && originalName == previous.originalName
        let isFoundAlike = isSameScan && form == previous.form
        if isFoundAlike {
            try database.indexState(of: code, from: previous.state, to: state)
        } else {
            let text = searchText
            try database.reindex(self, searchText: text)
            row.set("searchText", text)
        }
        let kept = isSameScan ? Self.fixedColumns.union(Self.scanColumns) : Self.fixedColumns
        try row.update(in: database, key: "code", keeping: kept)
        return hash
    }

    private var searchText: String {
        let texts: [String?] = [
            code.text, form.applicant?.displayName, form.applicant?.identity?.text, form.applicant?.email?.text,
            form.applicant?.contact?.phone?.text, form.documentType?.name, form.note,
            String(decoding: originalName, as: UTF8.self),
        ]
        return SearchText.folded(texts.compactMap(\.self).joined(separator: " "))
    }
}

extension DossierRecord {
    /// What ``init(row:)`` reads, of tables joined by ``joins``.
    static let columns = """
        dossier.code, dossier.state, dossier.originalName, dossier.originalHash, dossier.email, dossier.identity,
            dossier.name, dossier.phone, dossier.documentType, dossier.documentTypeName, dossier.copies, dossier.note,
            dossier.placement, dossier.agreedDays, dossier.pages, dossier.path, dossier.fileHash, dossier.bytes,
            dossier.signerID, dossier.signerName, dossier.signerTitle, entry.number AS entryNumber,
            book.padding AS bookPadding, book.name AS bookName, entry.date AS entryDate, dossier.receivedAt,
            dossier.dueAt, dossier.signedAt, dossier.sealedAt, dossier.deliveredAt, dossier.reason, dossier.ground,
            dossier.rating, dossier.appointment
        """

    /// Reads ``columns``.
    init(row: inout RowReader) throws {
        code = try row.code()
        state = try row.value { DossierState(rawValue: $0) }
        originalName = try row.bytes()
        originalHash = try row.digest()
        form = try DossierForm(row: &row)
        pages = try row.count()
        file = File(path: try row.bytes(), hash: try row.digest(), bytes: try row.integer())
        signer = try Signer(row: &row)
        registration = try Registration(row: &row)
        receivedAt = try row.moment()
        dueAt = try row.moment()
        signedAt = try row.optionalMoment()
        sealedAt = try row.optionalMoment()
        deliveredAt = try row.optionalMoment()
        reason = try row.optionalText()
        ground = try row.optional { RefusalGround(rawValue: $0) }
        rating = try row.optional { Rating(rawValue: $0) }
        appointment = try row.optional { AppointmentCode($0) }
    }

    static let selection = "SELECT \(columns) FROM dossier \(joins)"

    /// The number of a dossier, for a query that names the table `dossier`.
    static let joins = """
        LEFT JOIN entry ON entry.dossier = dossier.code AND entry.status = 'ISSUED'
        LEFT JOIN book ON book.id = entry.book
        """
}

extension DossierRecord.Signer {
    fileprivate init?(row: inout RowReader) throws {
        guard let id = try row.optionalText() else {
            row.skip(2)
            return nil
        }
        self.init(id: id, name: try row.text(), title: try row.text())
    }
}

extension DossierRecord.Registration {
    fileprivate init?(row: inout RowReader) throws {
        guard let number = try row.optionalInteger() else {
            row.skip(3)
            return nil
        }
        self.init(
            number: RegisterNumber(Int(number), padding: try row.count()),
            book: try row.value { try BookName($0) },
            date: try row.value { CivilDate($0) }
        )
    }
}

extension DossierForm {
    fileprivate init(row: inout RowReader) throws {
        let email = try row.optional { try EmailAddress($0) }
        let identity = try row.optional { try IdentityNumber($0) }
        let name = try row.optionalText()
        let phone = try row.optional { try PhoneNumber($0) }
        let slug = try row.optionalText()
        let typeName = try row.optionalText()
        let copies = try row.count()
        let note = try row.text()
        let placement = try row.optional { AttestationPlacement(text: $0) }
        let agreedDays = try row.optionalInteger()
        do {
            let applicant: Applicant? =
                if let identity {
                    .account(identity, try Applicant.Contact(name: name, phone: phone, email: email))
                } else {
                    email.map(Applicant.email)
                }
            try self.init(
                applicant: applicant,
                documentType: slug.map { DocumentType(slug: $0, name: typeName ?? $0) },
                copies: copies,
                note: note,
                placement: placement,
                agreedDays: agreedDays.map { Int($0) } ?? 0
            )
        } catch {
            throw LedgerFault.damaged(place: "dossier")
        }
    }
}
