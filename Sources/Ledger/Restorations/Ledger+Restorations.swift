// Restorations: a ledger that took the place of a later one says so, and gives nothing a second time.
//
// Called when a backup is put in the place of an office, before the office may go on. Promises: numbers and dossier
// codes that may have been given after the backup are skipped with a trace in the chain, and books that the backup lacks
// are made again, in the one transaction that tells of the restoration.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// - Returns: the numbers that are skipped because of it.
    package func recordRestoration(_ draft: RestorationDraft) async throws(LedgerFault) -> [SkippedNumbers] {
        try await write { database in
            let events = try database.chainHead().count
            var row = StoredRow(table: Restoration.table)
            row.set("events", events)
            row.set("anchors", draft.anchors)
            row.set("reason", draft.reason)
            let note = "\(events): \(draft.reason)"
            row.set("event", try database.append(.ofOffice(.restored, note, try row.digest(), draft.occasion)))
            try row.insert(into: database)
            for code in draft.lastCodes { try database.skipCodes(through: code, draft) }
            if let today = draft.today { try database.skipAppointmentCodes(of: today, draft) }
            return try draft.positions.flatMap { try database.skipNumbers(until: $0, draft) }
        }
    }

    /// The oldest first.
    package func restorations() async throws(LedgerFault) -> [Restoration] {
        try await read { database in
            let sql = """
                SELECT restoration.*, at, actor FROM restoration JOIN event ON event.sequence = restoration.event
                ORDER BY event
                """
            return try database.rows(sql) { row in
                Restoration(
                    at: try row.moment("at"),
                    actor: try row.value("actor"),
                    events: try row.value("events"),
                    anchors: try row.value("anchors"),
                    reason: try row.value("reason")
                )
            }
        }
    }

    /// Numbers that no book gives because of restorations, in the order of series and numbers.
    package func skippedNumbers() async throws(LedgerFault) -> [SkippedNumbers] {
        try await read { database in
            try database.rows("\(SkippedNumbers.selection) ORDER BY series, first", [], database.skippedNumbers)
        }
    }

    /// Those that stand in one book, in the order of their numbers: a range belongs to the book of its series that began
    /// last before it.
    package func skippedNumbers(in book: BookID) async throws(LedgerFault) -> [SkippedNumbers] {
        try await read { database in
            let sql = """
                \(SkippedNumbers.selection) WHERE (SELECT id FROM book
                    WHERE book.series = skipped.series AND book.first <= skipped.first
                    ORDER BY book.first DESC, book.id LIMIT 1) = ?
                ORDER BY skipped.first
                """
            return try database.rows(sql, [book.value], database.skippedNumbers)
        }
    }

    /// How far the register is, series by series.
    package func positions() async throws(LedgerFault) -> [SeriesPosition] {
        try await read { database in
            try database.rows("SELECT * FROM series ORDER BY id") { row in
                SeriesPosition(
                    series: try row.value("id"),
                    books: try database.bookNames(of: try row.value("id")),
                    year: try row.value("year"),
                    first: try row.value("first"),
                    next: try row.value("next")
                )
            }
        }
    }
}

extension EventRecord.Content {
    /// What concerns the office as a whole.
    static func ofOffice(
        _ kind: EventKind, _ note: String?, _ digest: Digest?, _ occasion: Occasion
    ) -> EventRecord.Content {
        EventRecord.Content(
            occasion: occasion,
            kind: kind,
            dossier: nil,
            from: nil,
            to: nil,
            fileHash: nil,
            note: note,
            recordHash: digest
        )
    }
}

extension SkippedNumbers {
    fileprivate static let selection = """
        SELECT skipped.*, event.at FROM skipped JOIN event ON event.sequence = skipped.event
        """
}

extension Database {
    fileprivate func skippedNumbers(row: Row) throws -> SkippedNumbers {
        SkippedNumbers(
            books: try bookNames(of: try row.value("series")),
            first: try row.value("first"),
            last: try row.value("last"),
            reason: try row.value("reason"),
            at: try row.moment("at")
        )
    }

    func bookNames(of series: Int64) throws -> [String] {
        try rows("SELECT name FROM book WHERE series = ? ORDER BY id", [series]) { try $0.value("name") }
    }

    fileprivate func skipCodes(through code: DossierCode, _ draft: RestorationDraft) throws {
        try append(.ofOffice(.codesSkipped, "\(code): \(draft.reason)", nil, draft.occasion))
        try run(
            """
            INSERT INTO dossierCounter (office, dayDigits, last) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET last = max(last, excluded.last)
            """,
            [code.office.text, code.dayDigits, code.number]
        )
    }

    /// In an office that makes appointments: codes of the day up to the next full thousand, at least a hundred. Those of
    /// other days are not given again anyway.
    fileprivate func skipAppointmentCodes(of day: CivilDate, _ draft: RestorationDraft) throws {
        guard try row("SELECT 1 FROM appointment LIMIT 1", []) != nil else { return }
        let counter = try row("SELECT last FROM appointmentCounter WHERE day = ?", [day.iso])
        let last: Int = try counter?.value("last") ?? 0
        let next = min(((last + 100) / 1000 + 1) * 1000, 9000)
        guard next > last, let code = AppointmentCode(day: day, number: next) else { return }
        try append(.ofOffice(.codesSkipped, "\(code): \(draft.reason)", nil, draft.occasion))
        try run(
            "INSERT INTO appointmentCounter (day, last) VALUES (?, ?) ON CONFLICT DO UPDATE SET last = excluded.last",
            [day.iso, next])
    }
}
