import Certification
import GRDB

extension DeliveryRecord {
    init(row: Row, attempts: [DeliveryAttempt]) throws {
        id = DeliveryID(value: try row.value("id"))
        subject = try row.subject()
        round = try row.value("round")
        draft = DeliveryDraft(
            recipient: try row.value("recipient"),
            channel: try row.value("channel") { DeliveryChannelKind(rawValue: $0) },
            purpose: try row.value("purpose") { DeliveryPurpose(rawValue: $0) },
            messageID: try row.value("messageID"),
            message: try row.optionalBytes("messageName").map {
                MessageFile(name: $0, hash: try row.digest("messageHash"))
            },
            body: try row.optionalBytes("body")
        )
        status = try row.value("status") { DeliveryStatus(rawValue: $0) }
        createdAt = try row.moment("createdAt")
        dueAt = try row.moment("dueAt")
        self.attempts = attempts
    }
}

extension Row {
    /// Of a row of the table `delivery`.
    func subject() throws -> DeliverySubject {
        if let code: AppointmentCode = try optional("appointment", { (text: String) in AppointmentCode(text) }) {
            return .appointment(code)
        }
        return .dossier(try code("dossier"))
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
