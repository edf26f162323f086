import Ledger

/// What can stand in a message, and in the request to a gateway.
package enum NoticePlaceholder: String, CaseIterable, Sendable {
    case office, number, code
    case documentType = "document-type"
    /// Of the request: the message's identity, its recipient, its text, `gsm7` or `ucs2`, and how many parts it has.
    case id, to, text, encoding, parts

    static let ofTexts: [NoticePlaceholder] = [.office, .number, .code, .documentType]
    static let ofRequests: [NoticePlaceholder] = [.id, .to, .text, .encoding, .parts, .code]
}

/// The office's messages.
package struct NoticeTemplates: Sendable {
    package let ready: FillableText<NoticePlaceholder>
    package let deliveryFailed: FillableText<NoticePlaceholder>

    static let standard = NoticeTemplates(
        ready: FillableText(
            standard: "{office}: bản sao điện tử {document-type} số {number} đã được trả. Mã hồ sơ {code}."
        ),
        deliveryFailed: FillableText(
            standard:
                "{office}: chưa gửi được bản sao điện tử, mã hồ sơ {code}. Xin liên hệ cơ quan để cập nhật địa chỉ nhận."
        )
    )

    /// The text for a purpose; `nil` for the copy itself, which is no message.
    func text(for purpose: DeliveryPurpose) -> FillableText<NoticePlaceholder>? {
        switch purpose {
        case .ready: ready
        case .deliveryFailed: deliveryFailed
        case .result: nil
        }
    }
}
