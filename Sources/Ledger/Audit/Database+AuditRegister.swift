import Certification
import GRDB
import Hashing

extension Database {
    /// A book is covered by the hash in the event that wrote it last.
    func auditBooks(_ report: (AuditFinding) -> Void) throws {
        let shape = RowShape(table: Book.table, columns: Book.hashedColumns)
        let sql = """
            SELECT \(shape.selection), recordHash, name FROM book LEFT JOIN event ON event.sequence = book.event
            """
        try scan(sql, report) { row in
            if try row.digest(of: shape) != row.digest(shape.width) {
                report(.bookAltered(book: try row.text(shape.width + 1) ?? "?"))
            }
        }
        let count = """
            SELECT (SELECT COUNT(*) FROM event WHERE kind = 'book-add')
                - (SELECT COUNT(*) FROM event WHERE kind = 'book-delete'), (SELECT COUNT(*) FROM book)
            """
        try scan(count, report) { row in
            let (expected, found) = (Int(try row.integer(0)), Int(try row.integer(1)))
            if expected != found { report(.booksMissing(expected: expected, found: found)) }
        }
    }

    /// What was signed when a book was closed is covered by the hash in the event of its closing.
    func auditClosings(_ report: (AuditFinding) -> Void) throws {
        let sql = """
            SELECT statement, event.fileHash, event.kind IS 'book-close', name FROM book
            LEFT JOIN bookClosing ON bookClosing.book = book.id LEFT JOIN event ON event.sequence = book.event
            WHERE closedAt IS NOT NULL OR bookClosing.book IS NOT NULL OR event.kind = 'book-close'
            """
        try scan(sql, report) { row in
            let isIntact = try !row.isNull(0) && row.contentDigest(0) == row.digest(1) && row.integer(2) == 1
            if !isIntact {
                report(.closingAltered(book: try row.text(3) ?? "?"))
            }
        }
    }

    /// An entry is covered by the hash in the event that gave its number, and a void one by the event that voided it.
    func auditEntries(_ report: (AuditFinding) -> Void) throws {
        let shape = RowShape(table: RegisterEntry.table, columns: RegisterEntry.hashedColumns)
        let void = RowShape(
            table: RegisterEntry.table, columns: RegisterEntry.hashedColumns + ["status", "voidReason"])
        let extra = void.width
        let sql = """
            SELECT \(void.selection), given.recordHash, given.dossier IS entry.dossier AND given.kind IS 'number',
                entry.status = 'VOID', voided.recordHash, voided.kind IS 'void', entry.dossier, entry.number, book.name
            FROM entry LEFT JOIN book ON book.id = entry.book LEFT JOIN event AS given ON given.sequence = entry.event
            LEFT JOIN event AS voided ON voided.sequence = entry.voidEvent
            """
        try scan(sql, report) { row in
            guard let code = try row.text(extra + 5).flatMap({ DossierCode($0) }) else {
                throw LedgerFault.damaged(place: "dossier")
            }
            var isIntact = try row.digest(of: shape) == row.digest(extra) && row.integer(extra + 1) == 1
            if try row.integer(extra + 2) == 1 {
                isIntact =
                    try isIntact && row.digest(of: void) == row.digest(extra + 3) && row.integer(extra + 4) == 1
            }
            if !isIntact {
                let number = Int(try row.integer(extra + 6))
                report(.entryAltered(book: try row.text(extra + 7) ?? "?", number: number, code))
            }
        }
        let orphans = """
            SELECT sequence FROM event WHERE kind = 'number' AND sequence NOT IN (SELECT event FROM entry)
            UNION ALL SELECT sequence FROM event WHERE kind = 'void'
                AND sequence NOT IN (SELECT voidEvent FROM entry WHERE voidEvent IS NOT NULL)
            """
        try scan(orphans, report) { report(.entryMissing(sequence: try $0.integer(0))) }
    }

    /// Numbers of a series follow each other from its first, and its counter stands after the last. Those that were
    /// skipped after a restoration were given to nobody.
    func auditSeries(_ report: (AuditFinding) -> Void) throws {
        let names = """
            SELECT id, (SELECT group_concat(name, ', ') FROM book WHERE book.series = series.id), first, next
            FROM series ORDER BY id
            """
        try scan(names, report) { row in
            let series = try row.integer(0)
            let books = try row.text(1) ?? "?"
            var expected = Int(try row.integer(2))
            let next = Int(try row.integer(3))
            let given = """
                SELECT number, number FROM entry WHERE series = \(series)
                UNION ALL SELECT first, last FROM skipped WHERE series = \(series) ORDER BY 1
                """
            try scan(given, report) { range in
                let (first, last) = (Int(try range.integer(0)), Int(try range.integer(1)))
                if first < expected {
                    report(.numberDoubled(books: books, number: first))
                } else if first > expected {
                    report(.numbersMissing(books: books, from: expected, through: first - 1))
                }
                expected = max(expected, last + 1)
            }
            if next != expected { report(.counterWrong(books: books, next: next, expected: expected)) }
        }
    }
}
