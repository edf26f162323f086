import Certification
import Foundation
import Ledger

/// One register book with what it holds, as `book show --json` prints it.
package struct BookSheetDocument: Codable, Sendable {
    package struct Closing: Codable, Sendable {
        /// What the seal signed: UTF-8, byte for byte.
        package let statement: String
        /// CMS (DER), detached, in Base64.
        package let signature: String
    }

    package let book: BookDocument
    /// The managing office.
    package let office: String
    package let entries: Int
    package let voided: Int
    /// Numbers that are given to nobody, after a restoration.
    package let skipped: Int
    package let annulled: Int
    package let copies: Int
    package let pages: Int
    /// Đồng.
    package let fee: Int
    /// Null while the book is not closed.
    @Nullable package var closing: Closing?

    init(_ book: Book, office: String, totals: BookTotals, skipped: Int, closing: BookClosing?, clock: OfficeClock) {
        self.book = BookDocument(book, clock: clock)
        self.office = office
        entries = totals.entries
        voided = totals.voided
        self.skipped = skipped
        annulled = totals.annulled
        copies = totals.copies
        pages = totals.pages
        fee = totals.fee.amount
        self.closing = closing.map {
            Closing(
                statement: String(decoding: $0.statement, as: UTF8.self),
                signature: Data($0.signature).base64EncodedString()
            )
        }
    }
}

/// One entry of a book as `--json` prints it.
package struct EntryDocument: Codable, Sendable {
    package let number: String
    package let dossier: String
    /// `YYYY-MM-DD`.
    package let date: String
    package let applicant: String
    package let identity: String
    package let documentTypeName: String
    package let signer: String
    package let title: String
    package let copies: Int
    package let pages: Int
    package let fee: Int
    package let note: String
    package let receivedAt: String
    package let dueAt: String
    /// `issued`, `void`, `annulled` or `skipped`: such a line has a number and a reason, and the day that decided it.
    package let status: String
    /// Why it counts no more.
    @Nullable package var reason: String?

    init(_ line: RegisterLine, clock: OfficeClock) {
        number = line.number.text
        dossier = line.dossier
        date = line.date.iso
        applicant = line.applicant
        identity = line.identity
        documentTypeName = line.documentType
        signer = line.signer
        title = line.title
        copies = line.copies
        pages = line.pages
        fee = line.fee.amount
        note = line.note
        receivedAt = clock.text(line.receivedAt)
        dueAt = clock.text(line.dueAt)
        switch line.status {
        case .issued: (status, reason) = ("issued", nil)
        case .void(let why): (status, reason) = ("void", why)
        case .annulled(let why): (status, reason) = ("annulled", why)
        case .skipped(let why): (status, reason) = ("skipped", why)
        }
    }
}
