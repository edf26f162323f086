import Certification
import GRDB
import Hashing

extension EventRecord {
    static let table = "event"

    /// The columns that the event's hash covers.
    static let hashedColumns = [
        "sequence", "at", "kind", "dossier", "fromState", "toState", "actor", "fileHash", "note", "recordHash",
        "previousHash", "appointment",
    ]

    /// What a dossier's history tells; the other events are those of its deliveries, which tell it themselves.
    static let isHistory = "kind NOT IN ('queue', 'sent', 'failed', 'forget-delivery')"

    /// What the first event is chained to.
    static let genesis = [UInt8](repeating: 0, count: Digest.byteCount)

    init(row: Row) throws {
        sequence = try row.value("sequence")
        content = Content(
            occasion: Occasion(at: try row.moment("at"), actor: try row.value("actor")),
            kind: try row.value("kind") { EventKind(text: $0) },
            dossier: try row.optional("dossier") { (text: String) in DossierCode(text) },
            from: try row.optionalState("fromState"),
            to: try row.optionalState("toState"),
            fileHash: try row.optionalDigest("fileHash"),
            note: try row.optional("note"),
            recordHash: try row.optionalDigest("recordHash"),
            appointment: try row.optional("appointment") { (text: String) in AppointmentCode(text) }
        )
        previousHash = try row.digest("previousHash")
        hash = try row.digest("hash")
    }
}

extension Database {
    /// Appends an event to the chain.
    /// - Returns: its sequence number.
    @discardableResult
    func append(_ content: EventRecord.Content) throws -> Int64 {
        let last = try one("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", []) {
            (sequence: try $0.integer(), hash: try $0.digest())
        }
        let sequence = (last?.sequence ?? 0) + 1
        var event = StoredRow(table: EventRecord.table)
        event.set("sequence", sequence)
        event.set("at", content.occasion.at.milliseconds)
        event.set("kind", content.kind.text)
        event.set("dossier", content.dossier?.text)
        event.set("fromState", content.from?.rawValue)
        event.set("toState", content.to?.rawValue)
        event.set("actor", content.occasion.actor)
        event.set("fileHash", content.fileHash?.stored)
        event.set("note", content.note)
        event.set("recordHash", content.recordHash?.stored)
        event.set("previousHash", last?.hash.stored ?? EventRecord.genesis.stored)
        event.set("appointment", content.appointment?.text)
        event.set("hash", try event.digest().stored)
        try event.insert(into: self)
        return sequence
    }
}
