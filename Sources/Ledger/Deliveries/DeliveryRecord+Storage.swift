import Certification
import GRDB

extension DeliveryRecord {
    init(row: Row, attempts: [DeliveryAttempt]) throws {
        id = DeliveryID(value: try row.value("id"))
        dossier = try row.code("dossier")
        round = try row.value("round")
        draft = DeliveryDraft(
            recipient: try row.value("recipient"),
            channel: try row.value("channel") { DeliveryChannelKind(rawValue: $0) },
            purpose: try row.value("purpose") { DeliveryPurpose(rawValue: $0) },
            messageID: try row.value("messageID"),
            message: try row.optionalBytes("messageName").map {
                MessageFile(name: $0, hash: try row.digest("messageHash"))
            }
        )
        status = try row.value("status") { DeliveryStatus(rawValue: $0) }
        createdAt = try row.moment("createdAt")
        dueAt = try row.moment("dueAt")
        self.attempts = attempts
    }
}

extension DeliveryAttempt {
    init(row: Row) throws {
        number = try row.value("number")
        at = try row.moment("at")
        result = try row.value("result") { Result(rawValue: $0) }
        detail = try row.optional("detail")
    }
}
