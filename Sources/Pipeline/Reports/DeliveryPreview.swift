import Certification
import Ledger

/// What a recipient would get for a dossier, made from the pipeline's templates and sent to nobody.
package struct DeliveryPreview: Codable, Sendable {
    package struct Mail: Codable, Sendable {
        package enum Kind: String, Codable, Sendable {
            /// With the copy attached.
            case result
            /// With a link to a copy that is too large.
            case link
        }

        package let kind: Kind
        package let from: String
        package let to: String
        package let subject: String
        package let text: String
        package let html: String
        /// The file's name; empty where there is a link.
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
    /// The mail, and where copies may be published also the one with a link. A dossier without a number yet is shown with
    /// the next best.
    package func mailPreview(_ text: String) async throws -> DeliveryPreview {
        let record = try await record(text)
        let today = clock.local(clock.now()).date
        let mail = CertificateMail(record) ?? CertificateMail(record: record, number: RegisterNumber(1), date: today)
        var mails = [preview(.result, mail, link: nil)]
        if let links = configuration.delivery.email.links {
            mails.append(preview(.link, mail, link: PublishedLink(sampleOf: record.file, by: links, on: today)))
        }
        return DeliveryPreview(code: record.code.text, mails: mails, messages: [])
    }

    private func preview(
        _ kind: DeliveryPreview.Mail.Kind,
        _ mail: CertificateMail,
        link: PublishedLink?
    ) -> DeliveryPreview.Mail {
        let content = MailText(mail, configuration, link: link)
        return DeliveryPreview.Mail(
            kind: kind,
            from: "\(configuration.office.name) <\(configuration.delivery.email.from.text)>",
            to: mail.record.form.applicant?.email?.text ?? "",
            subject: content.subject,
            text: content.text,
            html: content.html,
            attachment: kind == .result ? mail.attachmentName : ""
        )
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
