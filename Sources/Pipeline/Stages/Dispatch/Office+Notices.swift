// Notices: messages beside the copies, by SMS and to the account.
//
// Called when a dossier is delivered or given up; the messages are committed with that step and sent by dispatch like
// anything else. Promises: nobody who opted out gets one, and trouble with a message keeps no copy back.

import Certification
import Delivery
import Foundation
import Ledger
import Logging
import Spool

extension Office {
    /// The messages for an applicant; none where none is configured or wanted.
    func notices(_ purpose: DeliveryPurpose, of record: DossierRecord) async -> [DeliveryDraft] {
        do {
            let optedOut = try optedOut()
            let round = try await nextRound(of: record.code)
            return try NoticeRequest.recipients(of: record.form.applicant, configuration.notifications).compactMap {
                recipient in
                guard !optedOut.contains(recipient.number) else { return nil }
                return try draft(purpose, of: record, to: recipient, round: round)
            }
        } catch {
            logger.error(
                "messages cannot be made", metadata: ["dossier": "\(record.code)", "error": "\(Loggable(error))"])
            return []
        }
    }

    private func draft(
        _ purpose: DeliveryPurpose,
        of record: DossierRecord,
        to recipient: NoticeRequest.Recipient,
        round: Int
    ) throws -> DeliveryDraft? {
        let stem = "\(record.code.text).\(round).\(recipient.channel.rawValue)"
        let id = try messageID(stem)
        guard let request = NoticeRequest(purpose, of: record, to: recipient, id: id.text, configuration) else {
            return nil
        }
        let file = try freeze(try request.json(), as: try messageName("\(stem).json"))
        return DeliveryDraft(
            recipient: recipient.number,
            channel: recipient.channel,
            purpose: purpose,
            messageID: id.text,
            message: MessageFile(name: file.name.bytes, hash: file.digest)
        )
    }

    /// Telephone and account numbers, as the ledger writes them.
    func optedOut() throws -> Set<String> {
        guard let path = configuration.notifications.optOut else { return [] }
        let lines = String(decoding: try SmallFile.read(path), as: UTF8.self).split(whereSeparator: \.isNewline)
        return Set(
            lines.map { line in
                let entry = line.prefix { $0 != "#" }.filter { !$0.isWhitespace }
                // A telephone number may be written in several ways; anything else is taken as it stands.
                return (try? PhoneNumber(entry))?.text ?? String(entry)
            }
        )
    }
}
