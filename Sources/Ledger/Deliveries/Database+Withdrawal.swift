// Withdrawal: what waits to be sent, and nobody is to get any more.
//
// Called in the transaction that makes it pointless: an annulment, and whatever becomes of an appointment. A delivery
// that is under way then is withdrawn when its attempt has ended without having been accepted. Promises: it counts as
// failed, with the reason as its last attempt, and the chain says so like of any other.

import Certification
import GRDB

extension DeliveryRecord {
    /// Whether a delivery may still be sent: nothing of an annulled dossier, and of an appointment only the last news.
    static let isWanted = """
        NOT EXISTS (SELECT 1 FROM dossier WHERE code = delivery.dossier AND state = 'annulled')
        AND NOT EXISTS (SELECT 1 FROM appointment WHERE code = delivery.appointment AND (state IN ('processed', 'no-show')
            OR (state = 'cancelled' AND delivery.purpose <> 'appointment-cancelled') OR delivery.round <
            (SELECT MAX(round) FROM delivery AS later WHERE later.appointment = delivery.appointment)))
        """

    fileprivate var withdrawal: String {
        switch subject {
        case .dossier: "Không gửi nữa: bản sao đã bị hủy giá trị."
        case .appointment: "Không gửi nữa: lịch hẹn đã thay đổi."
        }
    }
}

extension Database {
    /// - Parameter condition: of the table `delivery`; empty for all of it.
    func withdrawUnwanted(
        _ condition: String, _ values: [(any DatabaseValueConvertible)?], _ occasion: Occasion
    ) throws {
        let restriction = condition.isEmpty ? "" : "AND \(condition)"
        let unwanted = try deliveries(
            "WHERE status = 'PENDING' AND NOT (\(DeliveryRecord.isWanted)) \(restriction) ORDER BY id", values)
        for delivery in unwanted {
            try run(
                "INSERT INTO deliveryAttempt (delivery, number, at, result, detail) VALUES (?, ?, ?, ?, ?)",
                [
                    delivery.id.value, delivery.attempts.count + 1, occasion.at.milliseconds,
                    DeliveryAttempt.Result.refused.rawValue, delivery.withdrawal,
                ])
            try run("UPDATE delivery SET status = 'FAILED', body = NULL WHERE id = ?", [delivery.id.value])
            try vouch(for: delivery.id, occasion)
        }
    }
}
