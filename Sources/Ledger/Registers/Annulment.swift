import Certification
import GRDB
import Hashing

/// Hủy giá trị: a certified copy that was declared void.
package struct Annulment: Sendable, Hashable {
    package let dossier: DossierCode
    package let number: RegisterNumber
    package let book: BookName
    /// The day of certification.
    package let date: CivilDate
    package let annulledAt: Moment
    package let reason: String
    /// Of the certified copy.
    package let fileHash: Digest

    init(row: Row) throws {
        dossier = try row.code("dossier")
        number = RegisterNumber(try row.value("number"), padding: try row.value("bookPadding"))
        book = try row.value("bookName") { try BookName($0 as String) }
        date = try row.date("date")
        annulledAt = try row.moment("annulledAt")
        reason = try row.value("annulReason")
        fileHash = try row.digest("annulledHash")
    }
}
