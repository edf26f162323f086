import Certification
import Delivery
import Foundation
import Hashing

/// What the portal learns of a copy that it gets for an account. Names and meanings are for connectors to rely on.
struct AccountDocument: Encodable {
    struct Office: Encodable {
        let name: String
        let code: String
    }

    struct File: Encodable {
        /// As the recipient shall see it.
        let name: String
        let bytes: Int
        let sha256: String
    }

    /// The same at each attempt; a copy sent again has another one.
    let id: String
    let account: String
    let code: String
    /// Of the account's holder, if it is known.
    let name: String?
    let documentType: String
    let documentTypeName: String
    let number: String
    let book: String?
    /// The day of certification, `2026-11-23`.
    let date: String
    let office: Office
    let file: File

    init(
        _ mail: CertificateMail,
        id: MessageID,
        account: IdentityNumber,
        office: OfficeProfile,
        bytes: Int,
        digest: Digest
    ) {
        self.id = id.text
        self.account = account.text
        code = mail.record.code.text
        name = mail.record.form.applicant?.contact?.name
        documentType = mail.record.form.documentType?.slug ?? ""
        documentTypeName = mail.documentType
        number = mail.number.text
        book = mail.record.registration?.book.text
        date = mail.date.iso
        self.office = Office(name: office.name, code: office.code.text)
        file = File(name: mail.attachmentName, bytes: bytes, sha256: digest.hex)
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}
