import Certification
import GRDB
import Hashing

extension Database {
    /// A delivery is covered by the event that queued it, and a decided one by the event that tells how it ended; one
    /// that came back by both the event of its acceptance and that of its return. What was forgotten is covered by the
    /// event that tells of it.
    func auditDeliveries(_ report: (AuditFinding) -> Void) throws {
        let shape = RowShape(table: DeliveryRecord.table, columns: DeliveryRecord.hashedColumns)
        let extra = shape.width
        let sql = """
            SELECT \(shape.selection), queued.recordHash, queued.dossier IS delivery.dossier
                    AND queued.appointment IS delivery.appointment AND queued.kind IS 'queue',
                CASE delivery.status WHEN 'SENT' THEN decided.kind IS 'sent' WHEN 'FAILED' THEN decided.kind IS 'failed'
                    ELSE delivery.decidedEvent IS NULL END, decided.recordHash, coalesce(delivery.dossier, delivery.appointment), delivery.id,
                delivery.acceptedEvent IS NULL OR (delivery.status = 'FAILED' AND accepted.kind IS 'sent'),
                accepted.recordHash
            FROM delivery LEFT JOIN event AS queued ON queued.sequence = delivery.queuedEvent
            LEFT JOIN event AS decided ON decided.sequence = delivery.decidedEvent
            LEFT JOIN event AS accepted ON accepted.sequence = delivery.acceptedEvent
            WHERE delivery.forgottenEvent IS NULL
            """
        try scan(sql, report) { row in
            let code = try row.text(extra + 4) ?? "?"
            var isIntact =
                try row.digest(of: shape) == row.digest(extra) && row.integer(extra + 1) == 1
                && row.integer(extra + 2) == 1 && row.integer(extra + 6) == 1
            if isIntact, !row.isNull(extra + 3) {
                isIntact = try outcomeDigest(of: row.integer(extra + 5)) == row.digest(extra + 3)
            }
            if isIntact, !row.isNull(extra + 7) {
                isIntact = try acceptanceDigest(of: row.integer(extra + 5)) == row.digest(extra + 7)
            }
            if !isIntact { report(.deliveryAltered(of: code)) }
        }
        let forgotten = """
            SELECT delivery.id, recordHash, event.kind IS 'forget-delivery', coalesce(delivery.dossier, delivery.appointment)
            FROM delivery LEFT JOIN event ON event.sequence = forgottenEvent WHERE forgottenEvent IS NOT NULL
            """
        try scan(forgotten, report) { row in
            let code = try row.text(3) ?? "?"
            let isIntact = try outcomeDigest(of: row.integer(0)) == row.digest(1) && row.integer(2) == 1
            if !isIntact { report(.deliveryAltered(of: code)) }
        }
        let orphans = """
            SELECT sequence FROM event WHERE kind = 'queue'
                AND sequence NOT IN (SELECT queuedEvent FROM delivery WHERE queuedEvent IS NOT NULL)
            UNION ALL SELECT sequence FROM event WHERE kind IN ('sent', 'failed')
                AND sequence NOT IN (SELECT decidedEvent FROM delivery WHERE decidedEvent IS NOT NULL)
                AND sequence NOT IN (SELECT acceptedEvent FROM delivery WHERE acceptedEvent IS NOT NULL)
            UNION ALL SELECT sequence FROM event WHERE kind = 'forget-delivery'
                AND sequence NOT IN (SELECT forgottenEvent FROM delivery WHERE forgottenEvent IS NOT NULL)
            """
        try scan(orphans, report) { report(.deliveryMissing(sequence: try $0.integer(0))) }
    }

    private func outcomeDigest(of id: Int64) throws -> Digest? {
        guard let delivery = try row("SELECT * FROM delivery WHERE id = ?", [id]) else { return nil }
        let status: DeliveryStatus = try delivery.value("status") { DeliveryStatus(rawValue: $0) }
        return try DeliveryRecord.outcomeDigest(of: delivery, status, attempts: try attempts(of: id))
    }

    /// Of a delivery that came back, as it was before.
    private func acceptanceDigest(of id: Int64) throws -> Digest? {
        guard let delivery = try row("SELECT * FROM delivery WHERE id = ?", [id]) else { return nil }
        return try DeliveryRecord.outcomeDigest(of: delivery, .sent, attempts: try attempts(of: id).dropLast())
    }

    /// Restorations and skipped numbers are covered by their own events.
    func auditRestorations(_ report: (AuditFinding) -> Void) throws {
        for (table, columns, kind) in [
            (Restoration.table, Restoration.hashedColumns, EventKind.restored),
            (SkippedNumbers.table, SkippedNumbers.hashedColumns, .numbersSkipped),
        ] {
            let shape = RowShape(table: table, columns: columns)
            let sql = """
                SELECT \(shape.selection), recordHash, \(table).event FROM \(table)
                LEFT JOIN event ON event.sequence = \(table).event AND kind = '\(kind.text)'
                """
            try scan(sql, report) { row in
                if try row.digest(of: shape) != row.digest(shape.width) {
                    report(.restorationAltered(sequence: try row.integer(shape.width + 1)))
                }
            }
            let orphans = """
                SELECT sequence FROM event WHERE kind = '\(kind.text)' AND sequence NOT IN (SELECT event FROM \(table))
                """
            try scan(orphans, report) { report(.restorationAltered(sequence: try $0.integer(0))) }
        }
    }
}
