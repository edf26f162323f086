// Deliveries: what is to be sent, and what became of it.
//
// Called by dispatch. The rows come into being at the commit point of sealing or of sending again. An attempt is noted
// before the connection and after the answer; what is found begun at the start of the program is ambiguous and is sent
// again with the same bytes and the same Message-ID. That something is to be sent, and how it ended, are events.

import Certification
import GRDB
import Hashing

extension Ledger {
    /// Deliveries that wait for an attempt and are due, the oldest first.
    package func pendingDeliveries(dueBy moment: Moment, limit: Int) async throws(LedgerFault) -> [DeliveryRecord] {
        try await look { database in
            try database.deliveries(
                "WHERE status = 'PENDING' AND dueAt <= ? ORDER BY dueAt, id LIMIT ?", [moment.milliseconds, limit])
        }
    }

    /// All deliveries of a dossier, the oldest first.
    package func deliveries(of code: DossierCode) async throws(LedgerFault) -> [DeliveryRecord] {
        try await deliveries(of: .dossier(code))
    }

    package func deliveries(of subject: DeliverySubject) async throws(LedgerFault) -> [DeliveryRecord] {
        try await look { try $0.deliveries("WHERE \(subject.column) = ? ORDER BY id", [subject.description]) }
    }

    /// Notes that an attempt begins.
    /// - Returns: its number.
    /// - Throws: ``LedgerFault/unknownDelivery`` unless the delivery is pending.
    package func beginAttempt(_ id: DeliveryID, at moment: Moment) async throws(LedgerFault) -> Int {
        try await write { database in
            let delivery = try database.delivery(id)
            guard delivery.status == .pending else { throw LedgerFault.unknownDelivery }
            let number = delivery.attempts.count + 1
            try database.run(
                "INSERT INTO deliveryAttempt (delivery, number, at, result) VALUES (?, ?, ?, ?)",
                [id.value, number, moment.milliseconds, DeliveryAttempt.Result.begun.rawValue]
            )
            try database.run("UPDATE delivery SET status = 'ATTEMPTING' WHERE id = ?", [id.value])
            return number
        }
    }

    /// Notes how the attempt under way ended. What is not to be sent any more is not put off.
    /// - Returns: the delivery's status by now.
    /// - Throws: ``LedgerFault/unknownDelivery`` unless an attempt is under way.
    package func recordAttempt(
        _ id: DeliveryID, _ outcome: AttemptOutcome, at moment: Moment
    ) async throws(LedgerFault) -> DeliveryStatus {
        try await write { database in
            guard try database.delivery(id).status == .attempting else { throw LedgerFault.unknownDelivery }
            let (status, result, detail, dueAt): (DeliveryStatus, DeliveryAttempt.Result, String, Moment) =
                switch outcome {
                case .accepted(let detail): (.sent, .accepted, detail, moment)
                case .deferred(let detail, let retryAt): (.pending, .deferred, detail, retryAt)
                case .refused(let detail): (.failed, .refused, detail, moment)
                }
            try database.close(id, result, detail, at: moment)
            try database.run(
                "UPDATE delivery SET status = ?, dueAt = ? WHERE id = ?",
                [status.rawValue, dueAt.milliseconds, id.value]
            )
            let occasion = Occasion(at: moment, actor: DeliveryRecord.actor)
            guard status == .pending else {
                // It has said what it had to say.
                try database.run("UPDATE delivery SET body = NULL WHERE id = ?", [id.value])
                try database.vouch(for: id, occasion)
                return status
            }
            try database.withdrawUnwanted("id = ?", [id.value], occasion)
            return try database.delivery(id).status
        }
    }

    /// At the start of the program: attempts that were under way when it ended become pending again, and what is not to
    /// be sent any more is withdrawn.
    /// - Returns: how many were under way.
    package func requeueInterrupted(at moment: Moment) async throws(LedgerFault) -> Int {
        try await write { database in
            let begun = try database.deliveries("WHERE status = 'ATTEMPTING' ORDER BY id", [])
            for delivery in begun {
                try database.close(delivery.id, .interrupted, nil, at: moment)
                try database.run(
                    "UPDATE delivery SET status = 'PENDING', dueAt = ? WHERE id = ?",
                    [moment.milliseconds, delivery.id.value]
                )
            }
            try database.withdrawUnwanted("", [], Occasion(at: moment, actor: DeliveryRecord.actor))
            return begun.count
        }
    }
}

extension Database {
    /// Adds one more round of sending.
    func enqueue(_ drafts: [DeliveryDraft], for subject: DeliverySubject, _ occasion: Occasion) throws {
        guard !drafts.isEmpty else { return }
        let round = try nextRound(of: subject)
        for draft in drafts {
            var row = StoredRow(table: DeliveryRecord.table)
            row.set("dossier", subject.dossier?.text)
            row.set("recipient", draft.recipient)
            row.set("purpose", draft.purpose.rawValue)
            row.set("round", round)
            row.set("channel", draft.channel.rawValue)
            row.set("messageID", draft.messageID)
            row.set("messageName", draft.message?.name.stored)
            row.set("messageHash", draft.message?.hash.stored)
            row.set("createdAt", occasion.at.milliseconds)
            row.set("appointment", subject.appointment?.text)
            row.set("queuedEvent", try append(.ofDelivery(.deliveryQueued, subject, round, row.digest(), occasion)))
            row.set("body", draft.body?.stored)
            row.set("status", DeliveryStatus.pending.rawValue)
            row.set("dueAt", occasion.at.milliseconds)
            try row.insert(into: self)
        }
    }

    func nextRound(of subject: DeliverySubject) throws -> Int {
        let last = try row(
            "SELECT MAX(round) AS round FROM delivery WHERE \(subject.column) = ?", [subject.description])
        return try last?.optional("round").map { $0 + 1 } ?? 1
    }

    fileprivate func delivery(_ id: DeliveryID) throws -> DeliveryRecord {
        guard let delivery = try deliveries("WHERE id = ?", [id.value]).first else { throw LedgerFault.unknownDelivery }
        return delivery
    }

    /// - Parameter condition: of the table `delivery`, with order and limit.
    func deliveries(
        _ condition: String, _ values: [(any DatabaseValueConvertible)?]
    ) throws -> [DeliveryRecord] {
        var deliveries = try all("\(DeliveryRecord.selection) \(condition)", values, DeliveryRecord.init(row:))
        for index in deliveries.indices {
            deliveries[index].attempts = try all(
                "\(DeliveryAttempt.selection) WHERE delivery = ? ORDER BY number", [deliveries[index].id.value],
                DeliveryAttempt.init(row:))
        }
        return deliveries
    }

    fileprivate func close(
        _ id: DeliveryID, _ result: DeliveryAttempt.Result, _ detail: String?, at moment: Moment
    ) throws {
        try run(
            "UPDATE deliveryAttempt SET result = ?, detail = ?, at = ? WHERE delivery = ? AND result = 'begun'",
            [result.rawValue, detail, moment.milliseconds, id.value]
        )
    }
}
