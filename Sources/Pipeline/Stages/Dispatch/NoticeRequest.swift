import Certification
import Delivery
import Foundation
import Ledger

/// One message as it is handed to a gateway.
struct NoticeRequest {
    struct Recipient {
        let channel: DeliveryChannelKind
        /// Telephone number, or the number of the account.
        let number: String
        let settings: NotificationSettings.Channel
    }

    private struct Document: Encodable {
        let id: String
        let purpose: String
        let to: String
        let text: String
        let encoding: String
        let parts: Int
        let code: String
    }

    let purpose: String
    let text: ShortText
    private let id: String
    private let to: String
    private let code: String
    private let body: FillableText<NoticePlaceholder>?

    /// Whom an applicant's messages go to.
    static func recipients(of applicant: Applicant?, _ settings: NotificationSettings) -> [Recipient] {
        let sms = settings.sms.flatMap { sms in
            (applicant?.contact?.phone).map { Recipient(channel: .sms, number: $0.text, settings: sms) }
        }
        let account = settings.account.flatMap { account in
            (applicant?.identity).map { Recipient(channel: .accountNotice, number: $0.text, settings: account) }
        }
        return [sms, account].compactMap { $0 }
    }

    /// - Returns: `nil` for a purpose that has no message.
    init?(
        _ purpose: DeliveryPurpose,
        of record: DossierRecord,
        to recipient: Recipient,
        id: String,
        _ configuration: PipelineConfiguration
    ) {
        self.init(
            purpose,
            saying: [
                .office: configuration.office.name, .number: record.registration?.number.text ?? "",
                .code: record.code.text, .documentType: record.form.documentType?.name ?? "",
            ],
            to: recipient,
            id: id
        )
    }

    /// - Returns: `nil` for a purpose that has no message.
    init?(
        _ purpose: DeliveryPurpose,
        of appointment: AppointmentRecord,
        to recipient: Recipient,
        id: String,
        _ office: String
    ) {
        self.init(
            purpose,
            saying: [
                .office: office, .code: appointment.code.text, .documentType: appointment.documentType.name,
                .time: appointment.slot.vietnamese, .reason: appointment.reason ?? "",
            ],
            to: recipient,
            id: id
        )
    }

    private init?(
        _ purpose: DeliveryPurpose,
        saying values: [NoticePlaceholder: String],
        to recipient: Recipient,
        id: String
    ) {
        guard let template = recipient.settings.texts.text(for: purpose) else { return nil }
        self.init(
            purpose: purpose.rawValue,
            text: ShortText(
                template.filled(values), encoding: recipient.settings.encoding, limit: recipient.settings.parts),
            id: id,
            to: recipient.number,
            code: values[.code] ?? "",
            body: recipient.settings.body
        )
    }

    private init(
        purpose: String,
        text: ShortText,
        id: String,
        to: String,
        code: String,
        body: FillableText<NoticePlaceholder>?
    ) {
        self.purpose = purpose
        self.text = text
        self.id = id
        self.to = to
        self.code = code
        self.body = body
    }

    /// To try a configured body on.
    static let sample = NoticeRequest(
        purpose: DeliveryPurpose.ready.rawValue,
        text: ShortText("Bản \"mẫu\"", encoding: .ucs2, limit: 1),
        id: "1@example.vn",
        to: "0912345678",
        code: "G22.99-231126-000001",
        body: nil
    )

    /// The request's body.
    func json() throws -> [UInt8] {
        if let body { return Array(filled(body).utf8) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            id: id,
            purpose: purpose,
            to: to,
            text: text.text,
            encoding: text.encoding.rawValue,
            parts: text.parts,
            code: code
        )
        return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
    }

    func filled(_ body: FillableText<NoticePlaceholder>) -> String {
        let values: [NoticePlaceholder: String] = [
            .id: id, .to: to, .text: text.text, .encoding: text.encoding.rawValue, .parts: String(text.parts),
            .code: code,
        ]
        return body.filled(values, encode: Self.escaped)
    }

    /// Text that stays within the quotes of a JSON string.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 0x20: " "
            default: String(scalar)
            }
        }.joined()
    }
}
