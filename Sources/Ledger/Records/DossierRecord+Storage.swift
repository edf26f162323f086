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

    /// Writes the row.
    /// - Returns: its hash, for the event that tells of the change.
    func save(into database: Database) throws -> Digest {
        var row = storedRow
        let hash = try row.digest()
        row.set("searchText", searchText)
        try database.keepingIndex(of: code) { try row.save(into: database, key: "code") }
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
    /// Reads the columns of ``selection``.
    init(row: Row) throws {
        code = try row.code("code")
        state = try row.state("state")
        originalName = try row.bytes("originalName")
        originalHash = try row.digest("originalHash")
        form = try DossierForm(row: row)
        pages = try row.value("pages")
        file = File(path: try row.bytes("path"), hash: try row.digest("fileHash"), bytes: try row.value("bytes"))
        signer = try row.optional("signerID") { (id: String) in
            Signer(id: id, name: try row.value("signerName"), title: try row.value("signerTitle"))
        }
        registration = try row.optional("entryNumber") { (number: Int) in
            Registration(
                number: RegisterNumber(number, padding: try row.value("bookPadding")),
                book: try row.value("bookName") { try BookName($0 as String) },
                date: try row.date("entryDate")
            )
        }
        receivedAt = try row.moment("receivedAt")
        dueAt = try row.moment("dueAt")
        signedAt = try row.optionalMoment("signedAt")
        sealedAt = try row.optionalMoment("sealedAt")
        deliveredAt = try row.optionalMoment("deliveredAt")
        reason = try row.optional("reason")
        ground = try row.optional("ground") { (text: String) in RefusalGround(rawValue: text) }
        rating = try row.optional("rating") { (text: String) in Rating(rawValue: text) }
        appointment = try row.optional("appointment") { (text: String) in AppointmentCode(text) }
    }

    static let columns = """
        dossier.*, entry.number AS entryNumber, entry.date AS entryDate, book.name AS bookName,
            book.padding AS bookPadding
        """

    static let selection = "SELECT \(columns) FROM dossier \(joins)"

    /// The number of a dossier, for a query that names the table `dossier`.
    static let joins = """
        LEFT JOIN entry ON entry.dossier = dossier.code AND entry.status = 'ISSUED'
        LEFT JOIN book ON book.id = entry.book
        """
}

extension DossierForm {
    fileprivate init(row: Row) throws {
        let email = try row.optional("email") { try EmailAddress($0 as String) }
        let applicant: Applicant? =
            if let identity = try row.optional("identity", { try IdentityNumber($0 as String) }) {
                .account(
                    identity,
                    try Applicant.Contact(
                        name: try row.optional("name"),
                        phone: try row.optional("phone") { try PhoneNumber($0 as String) },
                        email: email
                    )
                )
            } else {
                email.map(Applicant.email)
            }
        let documentType = try row.optional("documentType") { (slug: String) in
            DocumentType(slug: slug, name: try row.value("documentTypeName"))
        }
        try self.init(
            applicant: applicant,
            documentType: documentType,
            copies: try row.value("copies"),
            note: try row.value("note"),
            placement: try row.optional("placement") { (text: String) in
                guard let placement = AttestationPlacement(text: text) else {
                    throw LedgerFault.damaged(place: "dossier.placement")
                }
                return placement
            },
            agreedDays: try row.optional("agreedDays") ?? 0
        )
    }
}
