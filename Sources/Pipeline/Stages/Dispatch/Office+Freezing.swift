// Freezing: what goes to the recipient is made once, before the step that commits it (P2).
//
// Called by sealing and by sending again. Trusts the caller's copy to have the digest it names, and checks it on the way.
// Promises: every attempt sends these bytes; what is left of a step that was given up is replaced.

import Certification
import Delivery
import Faults
import Foundation
import Hashing
import Ledger
import Spool

extension Office {
    /// - Parameter address: instead of the way that the applicant has.
    func freeze(
        _ mail: CertificateMail,
        to address: EmailAddress? = nil,
        attaching copy: borrowing ReadableFile,
        digest: Digest,
        at time: LocalTime
    ) async throws -> DeliveryDraft {
        let route = address.map(DeliveryRoute.email) ?? configuration.delivery.route(for: mail.record.form.applicant)
        let round = try await nextRound(of: mail.record.code)
        let messageID = try messageID("\(mail.record.code.text).\(round)")
        let file: SyncedFile
        switch route {
        case .email(let recipient):
            let message = try message(mail, to: recipient, messageID, copy, digest, time)
            let name = try messageName("\(mail.record.code.text).\(round).eml")
            if message.attachmentName == nil {
                file = try message.freeze(in: try messages(without: name), as: name)
            } else {
                file = try message.freeze(attaching: copy, expecting: digest, in: try messages(without: name), as: name)
            }
        case .account(let identity):
            let document = AccountDocument(
                mail, id: messageID, account: identity, office: configuration.office, bytes: copy.size, digest: digest)
            file = try freeze(try document.json(), as: try messageName("\(mail.record.code.text).\(round).json"))
        case nil:
            throw FormFault.noWayToDeliver
        }
        return DeliveryDraft(
            recipient: route?.recipient ?? "",
            channel: route?.channel ?? .email,
            messageID: messageID.text,
            message: MessageFile(name: file.name.bytes, hash: file.digest)
        )
    }

    func nextRound(of code: DossierCode) async throws -> Int {
        (try await ledger.deliveries(of: code).map(\.round).max() ?? 0) + 1
    }

    func messageID(_ left: String) throws -> MessageID { try configuration.messageID(left) }

    func freeze(_ bytes: [UInt8], as name: FileName) throws -> SyncedFile {
        var file = try messages(without: name).create(name)
        try file.write(bytes)
        return try file.sync()
    }

    func messageName(_ text: String) throws -> FileName {
        guard let name = FileName(text) else { throw UnexpectedFault(detail: "no file name for a message") }
        return name
    }

    /// The folder, without what a step that was given up before its commit left in it.
    private func messages(without name: FileName) throws(SpoolFault) -> Directory {
        let messages = try layout.open(.messages)
        try messages.remove(name)
        return messages
    }

    private func message(
        _ mail: CertificateMail,
        to recipient: EmailAddress,
        _ messageID: MessageID,
        _ copy: borrowing ReadableFile,
        _ digest: Digest,
        _ time: LocalTime
    ) throws -> MailMessage {
        let link = try link(to: copy, digest, at: time)
        let text = MailText(mail, configuration, link: link)
        return MailMessage(
            messageID: messageID,
            date: time,
            from: Mailbox(name: configuration.office.name, address: configuration.delivery.email.from),
            to: Mailbox(name: mail.record.form.applicant?.contact?.name ?? "", address: recipient),
            replyTo: configuration.delivery.email.replyTo.map { Mailbox(address: $0) },
            subject: text.subject,
            text: text.text,
            html: text.html,
            attachmentName: link == nil ? mail.attachmentName : nil
        )
    }

    /// A link where the copy is too large to be attached.
    private func link(to copy: borrowing ReadableFile, _ digest: Digest, at time: LocalTime) throws -> PublishedLink? {
        let size = MailSize.message(attaching: copy.size)
        guard let limit = mailLimit(for: size), size > limit else { return nil }
        guard let links = configuration.delivery.email.links else {
            throw FormFault.tooLargeForMail(bytes: copy.size, limit: limit)
        }
        return try publish(copy, digest, by: links, at: time)
    }
}

extension PipelineConfiguration {
    /// `left@` the office's domain.
    func messageID(_ left: String) throws -> MessageID {
        guard let from = InternetAddress(delivery.email.from), let id = MessageID("\(left)@\(from.domain)")
        else { throw UnexpectedFault(detail: "no Message-ID") }
        return id
    }
}

extension DeliveryRoute {
    var recipient: String {
        switch self {
        case .email(let address): address.text
        case .account(let identity): identity.text
        }
    }

    var channel: DeliveryChannelKind {
        switch self {
        case .email: .email
        case .account: .account
        }
    }
}
