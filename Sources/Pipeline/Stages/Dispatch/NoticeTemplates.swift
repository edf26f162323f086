import Ledger

/// What can stand in a message, and in the request to a gateway.
package enum NoticePlaceholder: String, CaseIterable, Sendable {
    case office, number, code
    case documentType = "document-type"
    /// Of an appointment: `09:00 ngày 01/12/2026`, and why it was moved or cancelled.
    case time, reason
    /// Of the request: the message's identity, its recipient, its text, `gsm7` or `ucs2`, and how many parts it has.
    case id, to, text, encoding, parts

    static let ofTexts: [NoticePlaceholder] = [.office, .number, .code, .documentType]
    static let ofAppointments: [NoticePlaceholder] = [.office, .code, .documentType, .time, .reason]
    static let ofRequests: [NoticePlaceholder] = [.id, .to, .text, .encoding, .parts, .code]
}

/// The office's messages.
package struct NoticeTemplates: Sendable {
    package let ready: FillableText<NoticePlaceholder>
    package let deliveryFailed: FillableText<NoticePlaceholder>
    package let appointmentBooked: FillableText<NoticePlaceholder>
    package let appointmentMoved: FillableText<NoticePlaceholder>
    package let appointmentCancelled: FillableText<NoticePlaceholder>

    static let standard = NoticeTemplates(
        ready: FillableText(
            standard: "{office}: bản sao điện tử {document-type} số {number} đã được trả. Mã hồ sơ {code}."
        ),
        deliveryFailed: FillableText(
            standard:
                "{office}: chưa gửi được bản sao điện tử, mã hồ sơ {code}. Xin liên hệ cơ quan để cập nhật địa chỉ nhận."
        ),
        appointmentBooked: FillableText(
            standard: "{office}: mã lịch hẹn của Ông/Bà là {code}, lúc {time}. Xin mang theo bản chính {document-type}."
        ),
        appointmentMoved: FillableText(
            standard: "{office}: lịch hẹn {code} được dời sang {time}. Lý do: {reason}"
        ),
        appointmentCancelled: FillableText(
            standard: "{office}: lịch hẹn {code} lúc {time} đã bị hủy. Lý do: {reason}"
        )
    )

    /// The text for a purpose; `nil` for the copy itself, which is no message.
    func text(for purpose: DeliveryPurpose) -> FillableText<NoticePlaceholder>? {
        switch purpose {
        case .ready: ready
        case .deliveryFailed: deliveryFailed
        case .appointmentBooked: appointmentBooked
        case .appointmentMoved: appointmentMoved
        case .appointmentCancelled: appointmentCancelled
        case .result: nil
        }
    }
}
