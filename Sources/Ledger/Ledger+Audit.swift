// The audit: whether the ledger is what its events say.
//
// Called by the command `audit` and by the daemon. Trusts nothing that is stored: triggers and constraints can be
// dropped by whoever can write the file. Promises to name every change of a past event, dossier or number that left
// the chain as it was; a chain that was rewritten as a whole, or cut at its tail together with the rows that the tail
// wrote, is only found by comparing the head it returns with an anchor kept elsewhere. Memory does not grow with the
// ledger: rows are read one by one, and findings are handed on as they come.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// Checks the whole ledger in one snapshot.
    /// - Parameter report: called for each finding, on a thread of the database.
    /// - Returns: the head of the chain as it is stored.
    package func audit(
        _ report: @escaping @Sendable (AuditFinding) -> Void
    ) async throws(LedgerFault) -> ChainHead {
        try await read { database in
            try database.auditFile(report)
            let head = try database.auditChain(report)
            try database.auditDossiers(report)
            try database.auditBooks(report)
            try database.auditEntries(report)
            try database.auditSeries(report)
            return head
        }
    }
}

extension Database {
    /// Visits all rows; one that holds what this program never writes is reported, and the others are visited still.
    private func each(_ sql: String, _ report: (AuditFinding) -> Void, _ visit: (Row) throws -> Void) throws {
        let cursor = try Row.fetchCursor(makeStatement(sql: sql))
        while let row = try cursor.next() {
            do {
                try visit(row)
            } catch LedgerFault.damaged(let place) {
                report(.unreadable(place: place))
            }
        }
    }

    fileprivate func auditFile(_ report: (AuditFinding) -> Void) throws {
        try each("PRAGMA quick_check (20)", report) { row in
            let detail: String = try row.value("quick_check")
            if detail != "ok" { report(.fileDamaged(detail: detail)) }
        }
        for name in Schema.triggers
        where try row("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = ?", [name]) == nil {
            report(.guardMissing(name: name))
        }
        try each("PRAGMA foreign_key_check", report) { row in
            report(.rowMissing(table: try row.value("table"), referredTo: try row.value("parent")))
        }
    }

    fileprivate func auditChain(_ report: (AuditFinding) -> Void) throws -> ChainHead {
        var (last, lastHash, count) = (Int64(0), EventRecord.genesis, Int64(0))
        try each("SELECT * FROM event ORDER BY sequence", report) { row in
            let sequence: Int64 = try row.value("sequence")
            if sequence != last + 1 { report(.eventsMissing(from: last + 1, through: sequence - 1)) }
            let event = StoredRow(table: EventRecord.table, row: row, columns: EventRecord.hashedColumns)
            let hash = try row.bytes("hash")
            if try event.digest().bytes != hash {
                report(.eventAltered(sequence: sequence))
            } else if try row.bytes("previousHash") != lastHash {
                report(.chainBroken(sequence: sequence))
            }
            (last, lastHash, count) = (sequence, hash, count + 1)
        }
        return ChainHead(count: count, hash: count == 0 ? nil : Digest(bytes: lastHash))
    }

    /// A dossier's row is covered by the hash in the last event that wrote it.
    fileprivate func auditDossiers(_ report: (AuditFinding) -> Void) throws {
        let sql = """
            SELECT dossier.*, event.recordHash AS written, event.toState AS writtenState,
                EXISTS (SELECT 1 FROM entry WHERE entry.dossier = dossier.code AND status = 'ISSUED') AS numbered
            FROM dossier LEFT JOIN event ON event.sequence = (SELECT sequence FROM event
                WHERE event.dossier = dossier.code AND toState IS NOT NULL ORDER BY sequence DESC LIMIT 1)
            """
        try each(sql, report) { row in
            let code = try row.code("code")
            guard let written = try row.optionalBytes("written") else { return report(.dossierWithoutEvent(code)) }
            let stored = StoredRow(table: DossierRecord.table, row: row, columns: DossierRecord.hashedColumns)
            if try stored.digest().bytes != written
                || row.optional("writtenState") as String? != row.optional("state") as String?
            {
                report(.dossierAltered(code))
            }
            if try row.optionalMoment("sealedAt") != nil, try !row.value("numbered") {
                report(.sealedWithoutNumber(code))
            }
        }
    }

    /// A book is covered by the hash in the event that wrote it last.
    fileprivate func auditBooks(_ report: (AuditFinding) -> Void) throws {
        let sql = "SELECT book.*, recordHash AS written FROM book LEFT JOIN event ON event.sequence = book.event"
        try each(sql, report) { row in
            let book = StoredRow(table: Book.table, row: row, columns: Book.hashedColumns)
            if try row.optionalBytes("written") != book.digest().bytes {
                report(.bookAltered(book: try row.value("name")))
            }
        }
    }

    /// An entry is covered by the hash in the event that gave its number, and a void one by the event that voided it.
    fileprivate func auditEntries(_ report: (AuditFinding) -> Void) throws {
        let sql = """
            SELECT entry.*, given.recordHash AS givenHash, given.dossier AS givenTo, given.kind AS givenKind,
                voided.recordHash AS voidHash, voided.kind AS voidKind, book.name AS bookName
            FROM entry LEFT JOIN book ON book.id = entry.book LEFT JOIN event AS given ON given.sequence = entry.event
            LEFT JOIN event AS voided ON voided.sequence = entry.voidEvent
            """
        try each(sql, report) { row in
            let code = try row.code("dossier")
            let entry = StoredRow(table: RegisterEntry.table, row: row, columns: RegisterEntry.hashedColumns)
            var isIntact =
                try row.optionalBytes("givenHash") == entry.digest().bytes
                && row.optional("givenTo") == code.text
                && row.optional("givenKind") == EventKind.numberAllotted.text
            if let reason: String = try row.optional("voidReason") {
                isIntact =
                    try isIntact && row.optional("voidKind") == EventKind.numberVoided.text
                    && row.optionalBytes("voidHash") == RegisterEntry.voidDigest(of: row, reason: reason).bytes
            }
            if !isIntact {
                report(
                    .entryAltered(book: try row.optional("bookName") ?? "?", number: try row.value("number"), code)
                )
            }
        }
        let orphans = """
            SELECT sequence FROM event WHERE kind IN ('number', 'void') AND NOT EXISTS (SELECT 1 FROM entry
                WHERE CASE event.kind WHEN 'number' THEN entry.event ELSE entry.voidEvent END = event.sequence)
            """
        try each(orphans, report) { report(.entryMissing(sequence: try $0.value("sequence"))) }
    }

    /// Numbers of a series follow each other from its first, and its counter stands after the last.
    fileprivate func auditSeries(_ report: (AuditFinding) -> Void) throws {
        let sql = """
            SELECT *, (SELECT group_concat(name, ', ') FROM book WHERE book.series = series.id) AS books
            FROM series ORDER BY id
            """
        try each(sql, report) { row in
            let series: Int64 = try row.value("id")
            let books: String = try row.optional("books") ?? "?"
            var expected: Int = try row.value("first")
            let next: Int = try row.value("next")
            let numbers = try Int.fetchCursor(
                self, sql: "SELECT number FROM entry WHERE series = ? ORDER BY number", arguments: [series]
            )
            while let number = try numbers.next() {
                if number < expected {
                    report(.numberDoubled(books: books, number: number))
                } else if number > expected {
                    report(.numbersMissing(books: books, from: expected, through: number - 1))
                }
                expected = max(expected, number + 1)
            }
            if next != expected { report(.counterWrong(books: books, next: next, expected: expected)) }
        }
    }
}
