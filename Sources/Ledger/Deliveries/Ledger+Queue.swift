// The queue of deliveries: what waits, what is decided, and what came back after it was sent.

import Certification
import GRDB

extension Ledger {
    /// When the next delivery is due; `nil` when none waits.
    package func nextDelivery() async throws(LedgerFault) -> Moment? {
        try await read { database in
            let row = try database.row("SELECT MIN(dueAt) AS dueAt FROM delivery WHERE status = 'PENDING'", [])
            let milliseconds: Int64? = try row?.optional("dueAt")
            return milliseconds.map(Moment.init(milliseconds:))
        }
    }

    /// The names of the messages that are still to be sent.
    package func undecidedMessages() async throws(LedgerFault) -> [[UInt8]] {
        try await read { database in
            try database.rows(
                "SELECT messageName FROM delivery WHERE status IN ('PENDING', 'ATTEMPTING') AND messageName NOT NULL",
                []
            ) { try $0.optionalBytes("messageName") ?? [] }
        }
    }

    /// Deliveries made before a moment that still wait, the oldest first.
    package func waitingDeliveries(createdBy moment: Moment) async throws(LedgerFault) -> [DeliveryRecord] {
        try await read { database in
            try database.deliveries(
                "WHERE status = 'PENDING' AND createdAt <= ? ORDER BY id", [moment.milliseconds])
        }
    }

    /// Lets a delivery wait longer, without an attempt.
    package func postpone(_ id: DeliveryID, until moment: Moment) async throws(LedgerFault) {
        try await write { database in
            try database.run(
                "UPDATE delivery SET dueAt = ? WHERE id = ? AND status = 'PENDING'", [moment.milliseconds, id.value]
            )
        }
    }

    /// Dossiers whose state does not follow their deliveries yet: in the outbox with none left to send, or delivered
    /// although the last round came back.
    package func dossiersDecided() async throws(LedgerFault) -> [DossierCode] {
        try await read { database in
            try database.rows(
                """
                SELECT code FROM dossier WHERE state = 'outbox' AND NOT EXISTS (SELECT 1 FROM delivery
                    WHERE delivery.dossier = dossier.code AND purpose = 'result' AND status IN ('PENDING', 'ATTEMPTING'))
                UNION
                SELECT code FROM delivery JOIN dossier ON code = dossier AND state = 'delivered'
                    WHERE status = 'FAILED' AND purpose = 'result' AND round = (SELECT MAX(round) FROM delivery AS other
                    WHERE other.dossier = delivery.dossier AND purpose = 'result')
                """, []
            ) { try $0.code("code") }
        }
    }

    /// Notes that a message which was accepted came back: a further attempt, refused. The event that told of the
    /// acceptance stays its delivery's, beside the one that tells of the return.
    /// - Returns: the dossier; `nil` when no delivery has that identity, or it failed already.
    package func recordBounce(
        messageID: String, reason: String, at moment: Moment
    ) async throws(LedgerFault) -> DossierCode? {
        try await write { database in
            let found = try database.deliveries("WHERE messageID = ? AND status = 'SENT'", [messageID]).first
            guard let delivery = found else { return nil }
            try database.run(
                "INSERT INTO deliveryAttempt (delivery, number, at, result, detail) VALUES (?, ?, ?, ?, ?)",
                [
                    delivery.id.value, delivery.attempts.count + 1, moment.milliseconds,
                    DeliveryAttempt.Result.refused.rawValue, reason,
                ]
            )
            try database.run(
                "UPDATE delivery SET status = 'FAILED', acceptedEvent = decidedEvent WHERE id = ?", [delivery.id.value]
            )
            try database.vouch(for: delivery.id, Occasion(at: moment, actor: DeliveryRecord.actor))
            return delivery.dossier
        }
    }
}
