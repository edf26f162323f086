// Register books: adding them and finding them.
//
// Numbers belong to a series: one counter of one office in one year, so offices are apart, and each year begins anew (a
// book lies within one year). Paper books are not kept here: every series is an electronic one.
// A book that is added without a first number continues the series of the office's last book of that year, as the rule
// of one series from 1 to the end of the year wants it; the first of its year begins at 1. A book with a first number
// begins a series of its own with it, except when that is exactly the number with which a used series would go on:
// then it continues that one. So books that begin at 1, 10, 91 and 100 stand side by side as in the office guide, two
// that both begin at 1 each count from 1, and one that takes over at 599 continues the one before. Whatever books share
// a series, the schema gives each of its numbers once.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// - Throws: ``RegisterFault/bookNameTaken(_:)``, ``RegisterFault/bookDates(opens:closes:)``,
    ///   ``RegisterFault/bookFirst(_:)``.
    package func addBook(_ draft: BookDraft, _ occasion: Occasion) async throws(LedgerFault) -> Book {
        try await write { database in
            try database.checkBook(
                office: draft.office, name: draft.name, first: draft.first ?? 1, padding: draft.padding,
                opens: draft.opens, closes: draft.closes)
            let series = try database.series(office: draft.office, year: draft.opens.year, first: draft.first)
            let content = StoredBook.Content(
                series: series.id, office: draft.office, name: draft.name, first: series.first,
                padding: draft.padding, opens: draft.opens, closes: draft.closes)
            return try database.book(try database.add(content, note: content.note, occasion))
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

    /// A book as people name it: by its name, with or without the suffix, by its gesture folder, else by its identifier.
    /// - Throws: ``RegisterFault/unknownBook(_:)``.
    package func book(named text: String, office: OfficeCode) async throws(LedgerFault) -> Book {
        try await read { database in
            let books = try database.books(office: office)
            // What cannot be the name of a book may still be its folder or its identifier.
            if let name = try? BookName(text), let book = books.first(where: { $0.name == name }) { return book }
            let found = books.first { $0.name.folder == text } ?? books.first { $0.id.text == text }
            guard let found else { throw LedgerFault.register(.unknownBook(text)) }
            return found
        }
    }

    /// What was stated and signed when a book was closed; `nil` for one that is not.
    package func closing(of id: BookID) async throws(LedgerFault) -> BookClosing? {
        try await read { database in
            try database.row("SELECT statement, signature FROM bookClosing WHERE book = ?", [id.value]).map { row in
                BookClosing(statement: try row.bytes("statement"), signature: try row.bytes("signature"))
            }
        }
    }
}

extension EventRecord.Content {
    /// - Parameter row: of the book; `nil` when it is gone.
    static func ofBook(
        _ kind: EventKind, note: String, row: StoredRow?, fileHash: Digest? = nil, _ occasion: Occasion
    ) throws -> EventRecord.Content {
        EventRecord.Content(
            occasion: occasion,
            kind: kind,
            dossier: nil,
            from: nil,
            to: nil,
            fileHash: fileHash,
            note: note,
            recordHash: try row?.digest()
        )
    }
}

extension Database {
    func book(_ id: BookID) throws -> Book {
        guard let row = try row("\(Book.selection) WHERE book.id = ?", [id.value]) else {
            throw LedgerFault.register(.unknownBook(id.text))
        }
        return try Book(row: row)
    }

    fileprivate func books(office: OfficeCode?) throws -> [Book] {
        try rows(
            "\(Book.selection) WHERE (?1 IS NULL OR book.office = ?1) ORDER BY book.id", [office?.text],
            Book.init(row:)
        )
    }

    /// What holds for every book, new or changed.
    /// - Parameter id: of the book that is changed.
    func checkBook(
        _ id: BookID? = nil, office: OfficeCode, name: BookName, first: Int, padding: Int, opens: CivilDate,
        closes: CivilDate
    ) throws {
        guard opens <= closes, opens.year == closes.year else {
            throw LedgerFault.register(.bookDates(opens: opens, closes: closes))
        }
        guard first >= 1, (0...9).contains(padding) else { throw LedgerFault.register(.bookFirst(first)) }
        // Two names with one gesture folder are one name too many.
        let others = try books(office: office).filter { $0.id != id }
        if let other = others.first(where: { $0.name == name || $0.name.folder == name.folder }) {
            throw LedgerFault.register(.bookNameTaken(other.name))
        }
    }

    /// The series that a book continues, or a new one.
    /// - Parameter first: `nil` to continue that of the last book of the year.
    func series(office: OfficeCode, year: Int, first: Int?) throws -> (id: Int64, first: Int) {
        let known =
            if let first {
                try row(
                    "SELECT id, next FROM series WHERE office = ? AND year = ? AND next = ? AND next > first LIMIT 1",
                    [office.text, year, first]
                )
            } else {
                try row(
                    """
                    SELECT series.id, series.next FROM book JOIN series ON series.id = book.series
                    WHERE book.office = ? AND book.year = ? ORDER BY book.id DESC LIMIT 1
                    """,
                    [office.text, year]
                )
            }
        if let known { return (try known.value("id"), try known.value("next")) }
        let first = first ?? 1
        try run(
            "INSERT INTO series (office, year, first, next) VALUES (?, ?, ?, ?)", [office.text, year, first, first]
        )
        return (lastInsertedRowID, first)
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
