import Certification
import Foundation
import GRDB

extension AccountRecord {
    init(row: Row) throws {
        addedAt = try row.moment("addedAt")
        account = try Account(
            identity: try row.value("identity") { try IdentityNumber($0 as String) },
            contact: try Applicant.Contact(
                name: try row.value("name"),
                phone: try row.optional("phone") { try PhoneNumber($0 as String) },
                email: try row.optional("email") { try EmailAddress($0 as String) }
            ),
            birth: try row.optional("birth") { (text: String) in CivilDate(text) },
            address: try row.optional("address")
        )
    }

    /// The hashed columns, as they are written.
    static func row(_ account: Account, salt: [UInt8], addedAt: Moment) -> StoredRow {
        var row = StoredRow(table: table)
        row.set("identity", account.identity.text)
        row.set("kind", account.identity.applicantKind.rawValue)
        row.set("name", account.name)
        row.set("birth", account.birth?.iso)
        row.set("phone", account.contact.phone?.text)
        row.set("email", account.contact.email?.text)
        row.set("address", account.address)
        row.set("salt", salt.stored)
        row.set("addedAt", addedAt.milliseconds)
        return row
    }
}

extension Account {
    /// What lists are searched by.
    var searchText: String {
        let texts = [identity.text, name, contact.phone?.text, contact.email?.text, address]
        return SearchText.folded(texts.compactMap(\.self).joined(separator: " "))
    }
}

extension [UInt8] {
    /// 128 bits of the system's random generator.
    static func salt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
