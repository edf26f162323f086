import Certification
import GRDB

extension StoredBook {
    /// What an event says of a book that is added or corrected.
    struct Content {
        let series: Int64
        let office: OfficeCode
        let name: BookName
        /// The first number that it may give.
        let first: Int
        let padding: Int
        let opens: CivilDate
        let closes: CivilDate

        /// For the note of the event.
        var note: String { "\(name): \(first), \(opens.iso) – \(closes.iso)" }

        var row: StoredRow {
            var row = StoredRow(table: Book.table)
            row.set("series", series)
            row.set("office", office.text)
            row.set("year", opens.year)
            row.set("name", name.text)
            row.set("first", first)
            row.set("padding", padding)
            row.set("opens", opens.iso)
            row.set("closes", closes.iso)
            return row
        }
    }
}

extension StoredBook.Content {
    /// A book under another name.
    init(_ book: Book, series: Int64, name: BookName) {
        self.init(
            series: series, office: book.office, name: name, first: book.first.value, padding: book.first.padding,
            opens: book.opens, closes: book.closes)
    }
}

extension Database {
    /// Adds a book with its event.
    func add(_ content: StoredBook.Content, note: String, _ occasion: Occasion) throws -> BookID {
        var row = content.row
        row.set("event", try append(.ofBook(.bookAdded, note: note, row: row, occasion)))
        try row.insert(into: self)
        return BookID(value: lastInsertedRowID)
    }

    /// Corrects a book with its event.
    func store(_ content: StoredBook.Content, in id: BookID, note: String, _ occasion: Occasion) throws {
        var row = content.row
        row.set("event", try append(.ofBook(.bookEdited, note: note, row: row, occasion)))
        let columns = row.values.map { "\($0.column) = ?" }.joined(separator: ", ")
        try run("UPDATE book SET \(columns) WHERE id = ?", row.values.map(\.value) + [id.value.databaseValue])
    }
}
