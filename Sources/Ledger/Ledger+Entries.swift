// The entries of the books, for people and reports. Memory does not grow with the book: entries are read in pages.

import Certification
import GRDB

extension Ledger {
    /// The entries of a book in the order of their numbers, void ones too.
    ///
    /// - Parameters:
    ///   - number: only entries after this number.
    ///   - days: only entries of these days.
    package func lines(
        of book: Book, after number: Int = 0, days: ClosedRange<CivilDate>? = nil, limit: Int
    ) async throws(LedgerFault) -> [RegisterLine] {
        try await read { database in
            try database.rows(
                """
                \(RegisterLine.selection) WHERE entry.book = ? AND entry.number > ?
                AND (?3 IS NULL OR entry.date BETWEEN ?3 AND ?4) ORDER BY entry.number LIMIT ?
                """,
                [book.id.value, number, days?.lowerBound.iso, days?.upperBound.iso, limit]
            ) { try RegisterLine(row: $0, padding: book.first.padding) }
        }
    }

    /// What a book holds.
    /// - Parameter days: only entries of these days.
    package func totals(of book: Book, days: ClosedRange<CivilDate>? = nil) async throws(LedgerFault) -> BookTotals {
        try await read { try $0.totals(of: book, days: days) }
    }

    /// Copies that were declared void, in the order in which that happened.
    package func annulments(office: OfficeCode) async throws(LedgerFault) -> [Annulment] {
        try await read { database in
            try database.rows(
                """
                SELECT entry.*, book.name AS bookName, book.padding AS bookPadding, event.at AS annulledAt,
                    event.note AS annulReason, event.fileHash AS annulledHash
                FROM dossier JOIN event ON event.dossier = dossier.code AND event.kind = 'annul'
                JOIN entry ON entry.dossier = dossier.code AND entry.status = 'ISSUED'
                JOIN book ON book.id = entry.book
                WHERE dossier.state = 'annulled' AND dossier.office = ? ORDER BY event.sequence
                """,
                [office.text],
                Annulment.init(row:)
            )
        }
    }
}

extension Database {
    func totals(of book: Book, days: ClosedRange<CivilDate>? = nil) throws -> BookTotals {
        let sum = try row(
            """
            SELECT COUNT(*) AS entries, COUNT(voidReason) AS voided, MIN(number) AS first, MAX(number) AS last,
                COALESCE(SUM(copies) FILTER (WHERE status = 'ISSUED'), 0) AS copies,
                COALESCE(SUM(pages) FILTER (WHERE status = 'ISSUED'), 0) AS pages,
                COALESCE(SUM(fee) FILTER (WHERE status = 'ISSUED'), 0) AS fee
            FROM entry WHERE book = ?1 AND (?2 IS NULL OR date BETWEEN ?2 AND ?3)
            """,
            [book.id.value, days?.lowerBound.iso, days?.upperBound.iso]
        )
        let annulled = try row(
            """
            SELECT COUNT(*) AS n FROM dossier CROSS JOIN entry ON entry.dossier = dossier.code
                AND entry.status = 'ISSUED'
            WHERE dossier.state = 'annulled' AND entry.book = ?1 AND (?2 IS NULL OR entry.date BETWEEN ?2 AND ?3)
            """,
            [book.id.value, days?.lowerBound.iso, days?.upperBound.iso]
        )
        guard let sum, let annulled else { throw LedgerFault.damaged(place: RegisterEntry.table) }
        func number(_ column: String) throws -> RegisterNumber? {
            try sum.optional(column).map { RegisterNumber($0, padding: book.first.padding) }
        }
        return BookTotals(
            entries: try sum.value("entries"),
            voided: try sum.value("voided"),
            annulled: try annulled.value("n"),
            first: try number("first"),
            last: try number("last"),
            copies: try sum.value("copies"),
            pages: try sum.value("pages"),
            fee: Fee(amount: try sum.value("fee"))
        )
    }
}
