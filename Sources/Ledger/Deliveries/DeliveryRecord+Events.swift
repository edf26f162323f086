import Certification
import GRDB
import Hashing

extension DeliveryRecord {
    static let table = "delivery"

    /// Who tells how a delivery ended.
    static let actor = "dispatch"

    /// The columns that the event of its queueing covers: all that never change.
    static let hashedColumns = [
        "dossier", "recipient", "purpose", "round", "channel", "messageID", "messageName", "messageHash", "createdAt",
        "appointment",
    ]

    /// What the event of its end covers: how it ended, and every attempt.
    static func outcomeDigest(of row: Row, _ status: DeliveryStatus, attempts: [Row]) throws -> Digest {
        var outcome = StoredRow(table: table, row: row, columns: hashedColumns)
        outcome.set("status", status.rawValue)
        for attempt in attempts {
            let stored = StoredRow(
                table: "deliveryAttempt", row: attempt, columns: ["number", "at", "result", "detail"])
            outcome.set("attempt", try stored.digest().stored)
        }
        return try outcome.digest()
    }
}

extension EventRecord.Content {
    static func ofDelivery(
        _ kind: EventKind, _ subject: DeliverySubject, _ round: Int, _ digest: Digest, _ occasion: Occasion
    ) -> EventRecord.Content {
        EventRecord.Content(
            occasion: occasion,
            kind: kind,
            dossier: subject.dossier,
            from: nil,
            to: nil,
            fileHash: nil,
            note: "\(round)",
            recordHash: digest,
            appointment: subject.appointment
        )
    }
}

extension Database {
    /// Says in the chain how a delivery ended.
    func vouch(for id: DeliveryID, _ occasion: Occasion) throws {
        guard let delivery = try row("SELECT * FROM delivery WHERE id = ?", [id.value]) else {
            throw LedgerFault.unknownDelivery
        }
        let status: DeliveryStatus = try delivery.value("status") { DeliveryStatus(rawValue: $0) }
        let event = try append(
            .ofDelivery(
                status == .sent ? .deliverySent : .deliveryFailed,
                try delivery.subject(),
                try delivery.value("round"),
                try DeliveryRecord.outcomeDigest(of: delivery, status, attempts: try attempts(of: id.value)),
                occasion
            )
        )
        try run("UPDATE delivery SET decidedEvent = ? WHERE id = ?", [event, id.value])
    }

    func attempts(of delivery: Int64) throws -> [Row] {
        try rows("SELECT * FROM deliveryAttempt WHERE delivery = ? ORDER BY number", [delivery]) { $0.copy() }
    }

    /// For a ledger from before deliveries were under the chain: what is there is vouched for from now on.
    func vouchForDeliveries() throws {
        for delivery in try rows("SELECT * FROM delivery ORDER BY id", [], { $0.copy() }) {
            let id: Int64 = try delivery.value("id")
            let occasion = Occasion(at: try delivery.moment("createdAt"), actor: "migration")
            let stored = StoredRow(table: DeliveryRecord.table, row: delivery, columns: DeliveryRecord.hashedColumns)
            let content = EventRecord.Content.ofDelivery(
                .deliveryQueued, try delivery.subject(), try delivery.value("round"), try stored.digest(), occasion)
            try run("UPDATE delivery SET queuedEvent = ? WHERE id = ?", [try append(content), id])
            let status: String = try delivery.value("status")
            if [DeliveryStatus.sent.rawValue, DeliveryStatus.failed.rawValue].contains(status) {
                try vouch(for: DeliveryID(value: id), occasion)
            }
        }
    }
}
