import Certification
import GRDB

extension DeliveryRecord {
    /// What ``init(row:)`` reads.
    static let selection = """
        SELECT id, appointment, dossier, round, recipient, channel, purpose, messageID, messageName, messageHash, body,
            status, createdAt, dueAt FROM delivery
        """

    /// Without its attempts.
    init(row: inout RowReader) throws {
        id = DeliveryID(value: try row.integer())
        let appointment = try row.optional { AppointmentCode($0) }
        let dossier = try row.optional { DossierCode($0) }
        round = try row.count()
        let recipient = try row.text()
        let channel = try row.value { DeliveryChannelKind(rawValue: $0) }
        let purpose = try row.value { DeliveryPurpose(rawValue: $0) }
        let messageID = try row.text()
        let name = try row.optionalBytes()
        let hash = try row.optionalDigest()
        draft = DeliveryDraft(
            recipient: recipient,
            channel: channel,
            purpose: purpose,
            messageID: messageID,
            message: try name.map { name in
                guard let hash else { throw LedgerFault.damaged(place: "messageHash") }
                return MessageFile(name: name, hash: hash)
            },
            body: try row.optionalBytes()
        )
        status = try row.value { DeliveryStatus(rawValue: $0) }
        createdAt = try row.moment()
        dueAt = try row.moment()
        subject = try DeliverySubject(appointment: appointment, dossier: dossier)
    }
}

extension DeliverySubject {
    fileprivate init(appointment: AppointmentCode?, dossier: DossierCode?) throws {
        if let appointment {
            self = .appointment(appointment)
        } else if let dossier {
            self = .dossier(dossier)
        } else {
            throw LedgerFault.damaged(place: "dossier")
        }
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
    /// What ``init(row:)`` reads.
    static let selection = "SELECT number, at, result, detail FROM deliveryAttempt"

    init(row: inout RowReader) throws {
        number = try row.count()
        at = try row.moment()
        result = try row.value { Result(rawValue: $0) }
        detail = try row.optionalText()
    }
}
