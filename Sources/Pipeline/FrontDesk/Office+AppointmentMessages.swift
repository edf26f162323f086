// Messages about appointments: by SMS and to the account, from the pipeline's templates.
//
// Made within the transaction of what they tell of, without touching a file; dispatch writes and sends them. Promises:
// nobody who opted out gets one.

import Certification
import Hashing
import Ledger

extension Office {
    func appointmentMessages(_ purpose: DeliveryPurpose) throws -> AppointmentMessages {
        let optedOut = try optedOut()
        return { [configuration] appointment, round in
            let recipients = NoticeRequest.recipients(of: appointment.applicant, configuration.notifications)
            return try recipients.compactMap { recipient in
                guard !optedOut.contains(recipient.number) else { return nil }
                let stem = "\(appointment.code.plainText).\(round).\(recipient.channel.rawValue)"
                let id = try configuration.messageID(stem)
                guard
                    let request = NoticeRequest(
                        purpose, of: appointment, to: recipient, id: id.text, configuration.office.name)
                else { return nil }
                let body = try request.json()
                return DeliveryDraft(
                    recipient: recipient.number,
                    channel: recipient.channel,
                    purpose: purpose,
                    messageID: id.text,
                    message: MessageFile(name: Array("\(stem).json".utf8), hash: try SHA256.digest(of: body)),
                    body: body
                )
            }
        }
    }
}
