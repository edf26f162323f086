import Certification

/// What can stand in the text of a mail.
package enum MailPlaceholder: String, CaseIterable, Sendable {
    case name, office, number, date, code
    case documentType = "document-type"
    /// Of a copy that is published and not attached.
    case link, size, sha256, expires

    static let ofEveryMail: [MailPlaceholder] = [.name, .office, .number, .date, .code, .documentType]
}

/// One kind of mail.
package struct MailTemplate: Sendable {
    package let subject: FillableText<MailPlaceholder>
    package let text: FillableText<MailPlaceholder>
    /// Made of the text where it is missing.
    package let html: FillableText<MailPlaceholder>?
}

/// The office's mails.
package struct MailTemplates: Sendable {
    /// With the copy attached.
    package let result: MailTemplate
    /// With a link to a copy that is too large.
    package let link: MailTemplate

    private static let subject = FillableText<MailPlaceholder>(
        standard: "Bản sao điện tử có chứng thực: {document-type}, số {number}"
    )

    private static func text(_ middle: String, _ english: String) -> FillableText<MailPlaceholder> {
        FillableText(
            standard: """
                Kính gửi: {name}

                \(middle)

                Bản sao có chữ ký số của người chứng thực và con dấu số của cơ quan. Chữ ký số chỉ còn giá trị khi tệp \
                được giữ nguyên: hãy lưu tệp, không in ra rồi quét lại. Phần mềm đọc PDF có thể báo “chưa xác định được \
                độ tin cậy” khi máy của Ông/Bà chưa cài chứng thư số gốc của cơ quan cấp; điều đó không có nghĩa là tệp \
                bị sửa.

                Thư này được gửi tự động. Mọi thắc mắc xin liên hệ {office} và nêu mã hồ sơ.

                --
                {office}
                \(english)

                """
        )
    }

    private static let facts = """
          Loại giấy tờ: {document-type}
          Số chứng thực: {number}
          Ngày chứng thực: {date}
          Mã hồ sơ: {code}
        """

    static let standard = MailTemplates(
        result: MailTemplate(
            subject: subject,
            text: text(
                "{office} gửi kèm thư này bản sao điện tử được chứng thực từ bản chính:\n\n\(facts)",
                "Attached is a certified electronic copy (PDF, digitally signed and sealed), register number {number}."
            ),
            html: nil
        ),
        link: MailTemplate(
            subject: subject,
            text: text(
                """
                {office} đã chứng thực bản sao điện tử từ bản chính. Tệp quá lớn để gửi qua thư; xin tải về trước ngày \
                {expires} tại:

                {link}

                \(facts)
                  Dung lượng: {size}
                  SHA-256: {sha256}
                """,
                "A certified electronic copy, register number {number}, is at the link above until the day named there."
            ),
            html: nil
        )
    )
}
