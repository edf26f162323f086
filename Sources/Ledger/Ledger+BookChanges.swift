// Changes of a book: correcting it, deleting it, closing it.
//
// Called by the clerk's commands. Promises: what an entry says of its book stays true, so name, first number and
// padding of a used book stay, its dates keep all entries in, and only an empty book goes. A closed book (khóa sổ) never
// changes; it is closed together with the signed statement of what it holds, in one transaction.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// - Throws: ``RegisterFault/bookClosed(_:)``, ``RegisterFault/bookUsed(_:)``,
    ///   ``RegisterFault/bookDatesExcludeEntries(_:first:last:)``, and what ``addBook(_:_:)`` throws.
    package func editBook(
        _ id: BookID, _ change: BookChange, _ occasion: Occasion
    ) async throws(LedgerFault) -> Book {
        try await write { database in
            let book = try database.openBook(id)
            let name = change.name ?? book.name
            let (first, padding) = (change.first ?? book.first.value, change.padding ?? book.first.padding)
            let (opens, closes) = (change.opens ?? book.opens, change.closes ?? book.closes)
            let isUsed = try database.isUsed(book)
            if isUsed, name != book.name || first != book.first.value || padding != book.first.padding {
                throw LedgerFault.register(.bookUsed(book.name))
            }
            try database.checkBook(
                id, office: book.office, name: name, first: first, padding: padding, opens: opens, closes: closes)
            if let days = try database.entryDays(of: id), days.first < opens || days.last > closes {
                throw LedgerFault.register(
                    .bookDatesExcludeEntries(book.name, first: days.first, last: days.last))
            }
            let content = StoredBook.Content(
                series: try database.series(of: book, first: first, year: opens.year), office: book.office,
                name: name, first: first, padding: padding, opens: opens, closes: closes)
            try database.store(content, in: id, note: "\(book.name) → \(content.note)", occasion)
            try database.dropUnusedSeries()
            return try database.book(id)
        }
    }

    /// - Throws: ``RegisterFault/bookUsed(_:)``, ``RegisterFault/bookClosed(_:)``.
    /// - Returns: the book as it was.
    @discardableResult
    package func deleteBook(_ id: BookID, _ occasion: Occasion) async throws(LedgerFault) -> Book {
        try await write { database in
            let book = try database.openBook(id)
            guard try !database.isUsed(book) else { throw LedgerFault.register(.bookUsed(book.name)) }
            let note = "\(book.name): \(book.first), \(book.opens.iso) – \(book.closes.iso)"
            try database.append(.ofBook(.bookDeleted, note: note, row: nil, occasion))
            try database.run("DELETE FROM book WHERE id = ?", [id.value])
            try database.dropUnusedSeries()
            return book
        }
    }

    /// Khóa sổ: no more numbers from this book.
    ///
    /// - Parameter totals: what the statement says of the book.
    /// - Throws: ``RegisterFault/bookClosed(_:)``; ``RegisterFault/bookMoved(_:)`` when the book has moved on since the
    ///   totals were taken: state them anew.
    package func closeBook(
        _ id: BookID, holding totals: BookTotals, _ closing: BookClosing, _ occasion: Occasion
    ) async throws(LedgerFault) -> Book {
        try await write { database in
            let book = try database.openBook(id)
            guard try database.totals(of: book) == totals else { throw LedgerFault.register(.bookMoved(book.name)) }
            guard var row = try database.storedBook(id) else { throw LedgerFault.register(.unknownBook(id.text)) }
            row.set("closedAt", occasion.at.milliseconds)
            let note = "\(book.name): \(totals.entries), \(totals.first?.text ?? "–") … \(totals.last?.text ?? "–")"
            let digest = try SHA256.digest(of: closing.statement)
            let event = try database.append(
                .ofBook(.bookClosed, note: note, row: row, fileHash: digest, occasion))
            try database.run(
                "INSERT INTO bookClosing (book, statement, signature) VALUES (?, ?, ?)",
                [id.value, closing.statement.stored, closing.signature.stored])
            try database.run(
                "UPDATE book SET closedAt = ?, event = ? WHERE id = ?", [occasion.at.milliseconds, event, id.value]
            )
            return try database.book(id)
        }
    }
}

extension Database {
    fileprivate func openBook(_ id: BookID) throws -> Book {
        let book = try book(id)
        guard book.closedAt == nil else { throw LedgerFault.register(.bookClosed(book.name)) }
        return book
    }

    /// Whether numbers of the book were given, or skipped because they may have been.
    func isUsed(_ book: Book) throws -> Bool {
        let skipped = "SELECT 1 FROM skipped JOIN book ON book.series = skipped.series WHERE book.id = ?"
        return try book.current != nil || row("\(skipped) LIMIT 1", [book.id.value]) != nil
    }

    /// The hashed columns of an open book.
    fileprivate func storedBook(_ id: BookID) throws -> StoredRow? {
        try row("SELECT * FROM book WHERE id = ?", [id.value]).map {
            StoredRow(table: Book.table, row: $0, columns: Book.hashedColumns.dropLast())
        }
    }

    /// The days of the first and the last number; numbers of a series never go back in time.
    fileprivate func entryDays(of id: BookID) throws -> (first: CivilDate, last: CivilDate)? {
        let sql = "SELECT date FROM entry WHERE book = ? ORDER BY number"
        guard let first = try row("\(sql) LIMIT 1", [id.value]), let last = try row("\(sql) DESC LIMIT 1", [id.value])
        else { return nil }
        return (try first.date("date"), try last.date("date"))
    }

    /// A book whose beginning changes takes the series that a new book would get.
    fileprivate func series(of book: Book, first: Int, year: Int) throws -> Int64 {
        if first != book.first.value || year != book.opens.year {
            return try series(office: book.office, year: year, first: first).id
        }
        guard let row = try row("SELECT series FROM book WHERE id = ?", [book.id.value]) else {
            throw LedgerFault.register(.unknownBook(book.id.text))
        }
        return try row.value("series")
    }

    fileprivate func dropUnusedSeries() throws {
        try run(
            "DELETE FROM series WHERE next = first AND NOT EXISTS (SELECT 1 FROM book WHERE book.series = series.id)",
            [])
    }
}
