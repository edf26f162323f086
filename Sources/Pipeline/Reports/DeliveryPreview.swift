import Certification
import Ledger

/// What a recipient would get for a dossier, made from the pipeline's templates and sent to nobody.
package struct DeliveryPreview: Codable, Sendable {
    package struct Mail: Codable, Sendable {
        package let from: String
        package let to: String
        package let subject: String
        package let text: String
        package let html: String
        package let attachment: String
    }

    package struct Message: Codable, Sendable {
        /// `sms` or `account-notice`.
        package let channel: String
        package let purpose: String
        package let to: String
        package let text: String
        package let encoding: String
        package let parts: Int
    }

    package let code: String
    package let mails: [Mail]
    package let messages: [Message]
}

extension OfficeReader {
    /// The mail; a dossier without a number yet is shown with the next best.
    package func mailPreview(_ text: String) async throws -> DeliveryPreview {
        let record = try await record(text)
        let today = clock.local(clock.now()).date
        let mail = CertificateMail(record) ?? CertificateMail(record: record, number: RegisterNumber(1), date: today)
        let content = MailText(mail, configuration)
        let preview = DeliveryPreview.Mail(
            from: "\(configuration.office.name) <\(configuration.delivery.email.from.text)>",
            to: configuration.delivery.route(for: record.form.applicant)?.recipient ?? "",
            subject: content.subject,
            text: content.text,
            html: content.html,
            attachment: mail.attachmentName
        )
        return DeliveryPreview(code: record.code.text, mails: [preview], messages: [])
    }

    /// Every message that the applicant would get.
    package func messagePreview(_ text: String) async throws -> DeliveryPreview {
        let record = try await record(text)
        var messages: [DeliveryPreview.Message] = []
        for recipient in NoticeRequest.recipients(of: record.form.applicant, configuration.notifications) {
            for purpose in [DeliveryPurpose.ready, .deliveryFailed] {
                guard let request = NoticeRequest(purpose, of: record, to: recipient, id: "", configuration) else {
                    continue
                }
                messages.append(
                    DeliveryPreview.Message(
                        channel: recipient.channel.rawValue,
                        purpose: purpose.rawValue,
                        to: recipient.number,
                        text: request.text.text,
                        encoding: request.text.encoding.rawValue,
                        parts: request.text.parts
                    )
                )
            }
        }
        return DeliveryPreview(code: record.code.text, mails: [], messages: messages)
    }

    private func record(_ text: String) async throws -> DossierRecord {
        guard let code = DossierCode(text) else { throw QueryFault.unknownDossier(text) }
        do {
            return try await ledger.dossier(code)
        } catch LedgerFault.unknownDossier {
            throw QueryFault.unknownDossier(text)
        }
    }
}
