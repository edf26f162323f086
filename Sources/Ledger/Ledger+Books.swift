// Register books.
//
// Numbers belong to a series: one counter of one office in one year. A book begins a series of its own, except when its
// first number is exactly the one with which a used series of that office and year would go on: then it continues
// that series, and the two can never give the same number. So books that begin at 1, 10, 91 and 100 stand side by
// side as in the office guide, and a second book that takes over at 599 continues the first. A book lies within one
// year, since each year begins at its own first number; paper books are not kept here, so all series are electronic.

import Certification
import GRDB

extension Ledger {
    /// - Throws: ``RegisterFault/bookNameTaken(_:)``, ``RegisterFault/bookDates(opens:closes:)``,
    ///   ``RegisterFault/bookFirst(_:)``.
    package func addBook(_ draft: BookDraft, _ occasion: Occasion) async throws(LedgerFault) -> Book {
        try await write { database in
            guard draft.opens <= draft.closes, draft.opens.year == draft.closes.year else {
                throw LedgerFault.register(.bookDates(opens: draft.opens, closes: draft.closes))
            }
            guard draft.first >= 1, (0...9).contains(draft.padding) else {
                throw LedgerFault.register(.bookFirst(draft.first))
            }
            guard try database.books(office: draft.office, name: draft.name).isEmpty else {
                throw LedgerFault.register(.bookNameTaken(draft.name))
            }
            var row = StoredRow(table: Book.table)
            row.set("series", try database.series(for: draft))
            row.set("office", draft.office.text)
            row.set("year", draft.opens.year)
            row.set("name", draft.name.text)
            row.set("first", draft.first)
            row.set("padding", draft.padding)
            row.set("opens", draft.opens.iso)
            row.set("closes", draft.closes.iso)
            let note = "\(draft.name): \(draft.first), \(draft.opens.iso) – \(draft.closes.iso)"
            row.set("event", try database.append(.ofBook(.bookAdded, note: note, row: row, occasion)))
            try row.insert(into: database)
            guard let book = try database.books(office: draft.office, name: draft.name).first else {
                throw LedgerFault.damaged(place: "book")
            }
            return book
        }
    }

    /// Khóa sổ: no more numbers from this book. Closing it again does nothing.
    /// - Throws: ``RegisterFault/unknownBook(_:)``.
    package func closeBook(_ id: BookID, _ occasion: Occasion) async throws(LedgerFault) -> Book {
        try await write { database in
            let book = try database.book(id)
            guard book.closedAt == nil else { return book }
            guard let stored = try database.row("SELECT * FROM book WHERE id = ?", [id.value]) else {
                throw LedgerFault.register(.unknownBook(id.text))
            }
            var row = StoredRow(table: Book.table, row: stored, columns: Book.hashedColumns.dropLast())
            row.set("closedAt", occasion.at.milliseconds)
            let note = "\(book.name): \(book.first) … \(book.current?.text ?? "–")"
            let event = try database.append(.ofBook(.bookClosed, note: note, row: row, occasion))
            try database.run(
                "UPDATE book SET closedAt = ?, event = ? WHERE id = ?", [occasion.at.milliseconds, event, id.value]
            )
            return try database.book(id)
        }
    }

    /// In the order they were added.
    package func books(office: OfficeCode? = nil) async throws(LedgerFault) -> [Book] {
        try await read { try $0.books(office: office) }
    }

    /// - Throws: ``RegisterFault/unknownBook(_:)``.
    package func book(_ id: BookID) async throws(LedgerFault) -> Book {
        try await read { try $0.book(id) }
    }

    /// A book as people name it: by its name, with or without the suffix, else by its identifier.
    /// - Throws: ``RegisterFault/unknownBook(_:)``.
    package func book(named text: String, office: OfficeCode) async throws(LedgerFault) -> Book {
        try await read { database in
            // What cannot be the name of a book may still be its identifier.
            if let name = try? BookName(text), let book = try database.books(office: office, name: name).first {
                return book
            }
            guard let id = BookID(text) else { throw LedgerFault.register(.unknownBook(text)) }
            return try database.book(id)
        }
    }

    /// The entries of a book in the order of their numbers, void ones too.
    package func entries(
        of book: BookID, limit: Int? = nil, offset: Int = 0
    ) async throws(LedgerFault) -> [RegisterEntry] {
        try await read { database in
            try database.rows(
                "\(RegisterEntry.selection) WHERE entry.book = ? ORDER BY entry.number LIMIT ? OFFSET ?",
                [book.value, limit ?? -1, offset],
                RegisterEntry.init(row:)
            )
        }
    }
}

extension EventRecord.Content {
    fileprivate static func ofBook(
        _ kind: EventKind, note: String, row: StoredRow, _ occasion: Occasion
    ) throws -> EventRecord.Content {
        EventRecord.Content(
            occasion: occasion,
            kind: kind,
            dossier: nil,
            from: nil,
            to: nil,
            fileHash: nil,
            note: note,
            recordHash: try row.digest()
        )
    }
}

extension Database {
    fileprivate func book(_ id: BookID) throws -> Book {
        guard let row = try row("\(Book.selection) WHERE book.id = ?", [id.value]) else {
            throw LedgerFault.register(.unknownBook(id.text))
        }
        return try Book(row: row)
    }

    fileprivate func books(office: OfficeCode?, name: BookName? = nil) throws -> [Book] {
        try rows(
            "\(Book.selection) WHERE (?1 IS NULL OR book.office = ?1) AND (?2 IS NULL OR book.name = ?2) ORDER BY book.id",
            [office?.text, name?.text],
            Book.init(row:)
        )
    }

    /// The series that the book continues, or a new one.
    fileprivate func series(for draft: BookDraft) throws -> Int64 {
        let year = draft.opens.year
        if let row = try row(
            "SELECT id FROM series WHERE office = ? AND year = ? AND next = ? AND next > first ORDER BY id LIMIT 1",
            [draft.office.text, year, draft.first]
        ) {
            return try row.value("id")
        }
        try run(
            "INSERT INTO series (office, year, first, next) VALUES (?, ?, ?, ?)",
            [draft.office.text, year, draft.first, draft.first]
        )
        return lastInsertedRowID
    }
}

extension Book {
    static let table = "book"

    /// The columns that the event of a book covers.
    static let hashedColumns = [
        "series", "office", "year", "name", "first", "padding", "opens", "closes", "closedAt",
    ]

    fileprivate static let selection = """
        SELECT book.*, (SELECT MAX(number) FROM entry WHERE entry.book = book.id) AS current FROM book
        """

    fileprivate init(row: Row) throws {
        let padding: Int = try row.value("padding")
        id = BookID(value: try row.value("id"))
        office = try row.value("office") { try OfficeCode($0 as String) }
        name = try row.value("name") { try BookName($0 as String) }
        first = RegisterNumber(try row.value("first"), padding: padding)
        current = try row.optional("current").map { RegisterNumber($0, padding: padding) }
        opens = try row.date("opens")
        closes = try row.date("closes")
        closedAt = try row.optionalMoment("closedAt")
    }
}
