// Numbers of the register: given in one transaction, never twice, never without trace.
//
// Called by sealing after everything that can fail was checked, and before the signature that carries the number.
// Promises: numbers of a series are consecutive; a dossier keeps the number it got, so a retry gets the same one; what
// is given up stays in the register as VOID with its reason.

import Certification
import GRDB

extension Ledger {
    /// Gives a signed dossier the next number of a book, or the number that it already has.
    ///
    /// - Throws: ``LedgerFault/notAllowed(_:_:_:)`` unless the dossier awaits its seal; ``LedgerFault/register(_:)`` when
    ///   no book, or more than one, is open on the date, when the chosen one is not, or when the date lies before the
    ///   last number's.
    package func allotNumber(_ request: NumberRequest) async throws(LedgerFault) -> RegisterEntry {
        try await write { database in
            if let entry = try database.issuedEntry(of: request.dossier) { return entry }
            let dossier = try database.dossier(request.dossier)
            guard dossier.state == .awaitingSeal, let signer = dossier.signer, let applicant = dossier.form.applicant,
                let documentType = dossier.form.documentType
            else { throw LedgerFault.notAllowed(dossier.code, dossier.state, .stamp) }
            let book = try database.book(for: request, office: dossier.office)
            let number = try database.nextNumber(of: book, on: request.date)
            var row = StoredRow(table: RegisterEntry.table)
            row.set("series", book.series)
            row.set("book", book.id)
            row.set("number", number)
            row.set("dossier", dossier.code.text)
            row.set("date", request.date.iso)
            row.set("applicant", applicant.displayName)
            row.set("documentType", documentType.name)
            row.set("signer", signer.name)
            row.set("title", signer.title)
            row.set("copies", dossier.form.copies)
            row.set("pages", dossier.pages)
            row.set("fee", Fee(pages: dossier.pages, copies: dossier.form.copies).amount)
            row.set("note", dossier.form.note)
            let text = RegisterNumber(number, padding: book.padding).text
            let event = try database.append(
                EventRecord.Content(
                    occasion: request.occasion,
                    kind: .numberAllotted,
                    dossier: dossier.code,
                    from: nil,
                    to: nil,
                    fileHash: nil,
                    note: "\(text), \(book.name)",
                    recordHash: try row.digest()
                )
            )
            row.set("event", event)
            row.set("status", "ISSUED")
            try row.insert(into: database)
            guard let entry = try database.issuedEntry(of: request.dossier) else {
                throw LedgerFault.damaged(place: RegisterEntry.table)
            }
            return entry
        }
    }

    /// Makes the number of a dossier void because sealing failed for good. The number is not given again; the dossier
    /// may get another.
    /// - Throws: ``RegisterFault/numberInUse(_:)`` when the dossier is sealed or has no number.
    package func voidNumber(
        of code: DossierCode, reason: String, _ occasion: Occasion
    ) async throws(LedgerFault) {
        try await write { database in
            let dossier = try database.dossier(code)
            guard dossier.sealedAt == nil, try database.voidNumber(of: code, reason: reason, occasion) else {
                throw LedgerFault.register(.numberInUse(code))
            }
        }
    }

    /// The number that a dossier has and that is not void.
    package func entry(of code: DossierCode) async throws(LedgerFault) -> RegisterEntry? {
        try await look { try $0.issuedEntry(of: code) }
    }
}

extension Database {
    /// - Returns: whether there was a number to make void.
    @discardableResult
    func voidNumber(of code: DossierCode, reason: String, _ occasion: Occasion) throws -> Bool {
        let sql = "\(RegisterEntry.selection) WHERE entry.dossier = ? AND entry.status = 'ISSUED'"
        guard let row = try row(sql, [code.text]) else { return false }
        let entry = try RegisterEntry(row: row)
        let event = try append(
            EventRecord.Content(
                occasion: occasion,
                kind: .numberVoided,
                dossier: code,
                from: nil,
                to: nil,
                fileHash: nil,
                note: "\(entry.number.text), \(entry.book): \(reason)",
                recordHash: try RegisterEntry.voidDigest(of: row, reason: reason)
            )
        )
        try run(
            "UPDATE entry SET status = 'VOID', voidReason = ?, voidEvent = ? WHERE id = ?",
            [reason, event, try row.value("id") as Int64]
        )
        return true
    }

    fileprivate func issuedEntry(of code: DossierCode) throws -> RegisterEntry? {
        try row(
            "\(RegisterEntry.selection) WHERE entry.dossier = ? AND entry.status = 'ISSUED'", [code.text]
        ).map(RegisterEntry.init(row:))
    }

    /// The counter of the series moves on with every number; entries in the past have no influence on it.
    fileprivate func nextNumber(of book: StoredBook, on date: CivilDate) throws -> Int {
        guard let series = try row("SELECT next, lastDate FROM series WHERE id = ?", [book.series]) else {
            throw LedgerFault.damaged(place: "series")
        }
        if let last = try series.optional("lastDate", { (text: String) in CivilDate(text) }), date < last {
            throw LedgerFault.register(.dateBeforeLastNumber(date: date, last: last))
        }
        let number: Int = try series.value("next")
        try run("UPDATE series SET next = ?, lastDate = ? WHERE id = ?", [number + 1, date.iso, book.series])
        return number
    }

    fileprivate func book(for request: NumberRequest, office: OfficeCode) throws -> StoredBook {
        if let id = request.book {
            guard let book = try row("SELECT * FROM book WHERE id = ?", [id.value]).map(StoredBook.init(row:)) else {
                throw LedgerFault.register(.unknownBook(id.text))
            }
            guard book.office == office else { throw LedgerFault.register(.bookOfOtherOffice(book.name)) }
            guard !book.isClosed else { throw LedgerFault.register(.bookClosed(book.name)) }
            guard book.opens <= request.date, request.date <= book.closes else {
                throw LedgerFault.register(
                    .bookNotOpen(book.name, opens: book.opens, closes: book.closes, date: request.date)
                )
            }
            return book
        }
        let open = try rows(
            "SELECT * FROM book WHERE office = ? AND opens <= ? AND closes >= ? AND closedAt IS NULL ORDER BY id",
            [office.text, request.date.iso, request.date.iso],
            StoredBook.init(row:)
        )
        guard let book = open.first else { throw LedgerFault.register(.noOpenBook(request.date)) }
        guard open.count == 1 else { throw LedgerFault.register(.severalOpenBooks(open.map(\.name))) }
        return book
    }
}
