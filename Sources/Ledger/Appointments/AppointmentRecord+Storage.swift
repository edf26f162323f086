import Certification
import GRDB
import Hashing

extension AppointmentRecord {
    static let table = "appointment"

    /// Every column but `searchText`, which follows from the others, and `event`.
    static let hashedColumns = [
        "code", "state", "slot", "bookedSlot", "place", "kind", "identity", "name", "phone", "email", "documentType",
        "documentTypeName", "request", "reason", "bookedAt", "salt",
    ]

    private var storedRow: StoredRow {
        var row = StoredRow(table: Self.table)
        row.set("code", code.text)
        row.set("state", state.rawValue)
        row.set("slot", slot.text)
        row.set("bookedSlot", bookedSlot.text)
        row.set("place", place)
        row.set("kind", kind.rawValue)
        row.set("identity", applicant?.identity?.text)
        row.set("name", applicant?.contact?.name)
        row.set("phone", applicant?.contact?.phone?.text)
        row.set("email", applicant?.email?.text)
        row.set("documentType", documentType.slug)
        row.set("documentTypeName", documentType.name)
        row.set("request", request?.stored)
        row.set("reason", reason)
        row.set("bookedAt", bookedAt.milliseconds)
        row.set("salt", salt?.stored)
        return row
    }

    private var searchText: String {
        let texts = [
            code.text, applicant?.displayName, applicant?.identity?.text, applicant?.contact?.phone?.text,
            applicant?.email?.text,
        ]
        return SearchText.folded(texts.compactMap(\.self).joined(separator: " "))
    }

    /// Writes the row and the event that tells of it.
    func save(into database: Database, kind: EventKind, note: String?, _ occasion: Occasion) throws {
        var row = storedRow
        let event = try database.append(
            EventRecord.Content(
                occasion: occasion, kind: kind, dossier: nil, from: nil, to: nil, fileHash: nil, note: note,
                recordHash: try row.digest(), appointment: code))
        row.set("searchText", searchText)
        row.set("event", event)
        try row.save(into: database, key: "code")
    }

    init(row: Row) throws {
        code = try row.value("code") { (text: String) in AppointmentCode(text) }
        state = try row.value("state") { (text: String) in AppointmentState(rawValue: text) }
        slot = try row.value("slot") { (text: String) in AppointmentSlot(text) }
        bookedSlot = try row.value("bookedSlot") { (text: String) in AppointmentSlot(text) }
        kind = try row.value("kind") { (text: String) in ApplicantKind(rawValue: text) }
        applicant = try row.optional("identity") { (text: String) in
            .account(
                try IdentityNumber(text),
                try Applicant.Contact(
                    name: try row.optional("name"),
                    phone: try row.optional("phone") { try PhoneNumber($0 as String) },
                    email: try row.optional("email") { try EmailAddress($0 as String) }
                )
            )
        }
        documentType = DocumentType(slug: try row.value("documentType"), name: try row.value("documentTypeName"))
        bookedAt = try row.moment("bookedAt")
        reason = try row.optional("reason")
        place = try row.value("place")
        salt = try row.optionalBytes("salt")
        request = try row.optionalDigest("request")
    }
}
