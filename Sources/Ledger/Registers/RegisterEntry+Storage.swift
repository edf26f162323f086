import Certification
import GRDB
import Hashing

extension RegisterEntry {
    static let table = "entry"

    /// The columns that the event of a number covers: all that never change.
    static let hashedColumns = [
        "series", "book", "number", "dossier", "date", "applicant", "documentType", "signer", "title", "copies",
        "pages", "fee", "note",
    ]

    static let selection = """
        SELECT entry.*, book.name AS bookName, book.padding AS bookPadding
        FROM entry JOIN book ON book.id = entry.book
        """

    /// What the event of a void number covers.
    static func voidDigest(of row: Row, reason: String) throws -> Digest {
        var void = StoredRow(table: table, row: row, columns: hashedColumns)
        void.set("status", "VOID")
        void.set("voidReason", reason)
        return try void.digest()
    }

    init(row: Row) throws {
        number = RegisterNumber(try row.value("number"), padding: try row.value("bookPadding"))
        book = try row.value("bookName") { try BookName($0 as String) }
        dossier = try row.code("dossier")
        date = try row.date("date")
        applicant = try row.value("applicant")
        documentType = try row.value("documentType")
        signer = try row.value("signer")
        title = try row.value("title")
        copies = try row.value("copies")
        pages = try row.value("pages")
        fee = Fee(amount: try row.value("fee"))
        note = try row.value("note")
        status = try row.optional("voidReason").map { .void(reason: $0) } ?? .issued
    }
}
