import Foundation
import Ledger

/// `annulled.json`: which certified copies are void, for the office's site. Says nothing about applicants.
struct PublishedAnnulments: Encodable {
    struct Entry: Encodable {
        /// The dossier's: a look-up needs number and code.
        let code: String
        let number: String
        let book: String
        /// Of certification, `YYYY-MM-DD`.
        let date: String
        let annulledAt: String
        let reason: String
        /// Of the certified copy: whoever has a file can compare it.
        let sha256: String

        init(_ annulment: Annulment, clock: OfficeClock) {
            code = annulment.dossier.text
            number = annulment.number.text
            book = annulment.book.text
            date = annulment.date.iso
            annulledAt = clock.text(annulment.annulledAt)
            reason = annulment.reason
            sha256 = annulment.fileHash.hex
        }
    }

    let office: String
    /// In the order in which they were annulled.
    let annulled: [Entry]

    /// The same for the same content.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
