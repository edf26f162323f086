// After a restoration every series goes on behind the numbers that it may have given since the backup.
//
// A series is found by its identity, which a renamed book does not change, and by the names of its books; whatever either
// finds moves on: rather a number too many stays blank than one is given twice. A book that gave numbers and that the
// backup does not know is made again, with those numbers skipped: else people would add it anew, from its first number.

import Certification
import GRDB

extension Database {
    func skipNumbers(until position: SeriesPosition, _ draft: RestorationDraft) throws -> [SkippedNumbers] {
        guard position.next > position.first else { return [] }
        let same = try series(like: position)
        var found = Set(try position.books.compactMap { try series(ofBook: $0, draft) })
        if let same { found.insert(same) }
        let missing = try position.books.filter { try series(ofBook: $0, draft) == nil }
        if !missing.isEmpty {
            let home = try same ?? found.min() ?? addSeries(like: position, draft)
            found.insert(home)
            for name in missing { try bringBack(try BookName(name), to: home, position, draft) }
        }
        return try found.sorted().compactMap { try skipNumbers(of: $0, until: position.next, draft) }
    }

    private func series(like position: SeriesPosition) throws -> Int64? {
        guard let series = position.series else { return nil }
        return try row(
            "SELECT id FROM series WHERE id = ? AND year = ? AND first = ?", [series, position.year, position.first]
        )?.value("id")
    }

    private func series(ofBook name: String, _ draft: RestorationDraft) throws -> Int64? {
        try row("SELECT series FROM book WHERE office = ? AND name = ?", [draft.office.text, name])?.value("series")
    }

    private func addSeries(like position: SeriesPosition, _ draft: RestorationDraft) throws -> Int64 {
        try run(
            "INSERT INTO series (office, year, first, next) VALUES (?, ?, ?, ?)",
            [draft.office.text, position.year, position.first, position.first])
        return lastInsertedRowID
    }

    /// The only book of a series, if it has given nothing, was renamed since; otherwise one was added. Its days are not
    /// known: it is open all the year until somebody corrects that.
    private func bringBack(
        _ name: BookName,
        to series: Int64,
        _ position: SeriesPosition,
        _ draft: RestorationDraft
    ) throws {
        let ids: [Int64] = try rows("SELECT id FROM book WHERE series = ?", [series]) { try $0.value("id") }
        if position.books.count == 1, ids.count == 1, let id = ids.first.map(BookID.init(value:)),
            case let book = try book(id), book.closedAt == nil, try !isUsed(book)
        {
            let changed = StoredBook.Content(book, series: series, name: name)
            return try store(changed, in: id, note: "\(book.name) → \(changed.note), \(draft.reason)", draft.occasion)
        }
        guard let opens = CivilDate("\(position.year)-01-01"), let closes = CivilDate("\(position.year)-12-31"),
            let next: Int = try row("SELECT next FROM series WHERE id = ?", [series])?.value("next")
        else { throw LedgerFault.damaged(place: "series") }
        try checkBook(office: draft.office, name: name, first: next, padding: 0, opens: opens, closes: closes)
        let content = StoredBook.Content(
            series: series, office: draft.office, name: name, first: next, padding: 0, opens: opens, closes: closes)
        _ = try add(content, note: "\(content.note), \(draft.reason)", draft.occasion)
    }

    /// - Returns: `nil` when there is nothing to skip.
    private func skipNumbers(
        of series: Int64, until position: Int, _ draft: RestorationDraft
    ) throws -> SkippedNumbers? {
        guard let next: Int = try row("SELECT next FROM series WHERE id = ?", [series])?.value("next"),
            position > next
        else { return nil }
        let skipped = SkippedNumbers(
            books: try bookNames(of: series), first: next, last: position - 1, reason: draft.reason,
            at: draft.occasion.at)
        var row = StoredRow(table: SkippedNumbers.table)
        row.set("series", series)
        row.set("first", skipped.first)
        row.set("last", skipped.last)
        row.set("reason", skipped.reason)
        let note = "\(skipped.books.joined(separator: ", ")): \(skipped.first)–\(skipped.last), \(draft.reason)"
        row.set("event", try append(.ofOffice(.numbersSkipped, note, try row.digest(), draft.occasion)))
        try row.insert(into: self)
        // The constraint asks for a date as soon as numbers are gone; the restoration's own day is not before theirs.
        let day = draft.occasion.at.local(offsetMinutes: 0).date.iso
        try run(
            "UPDATE series SET next = ?, lastDate = coalesce(lastDate, ?) WHERE id = ?", [position, day, series])
        return skipped
    }
}
