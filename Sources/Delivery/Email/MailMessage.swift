import Certification
import Hashing

/// A mail, mostly with one PDF attached (RFC 5322, MIME by RFC 2045 to 2049), before it is frozen.
package struct MailMessage: Hashable, Sendable {
    package let messageID: MessageID
    package let date: LocalTime
    package let from: Mailbox
    package let to: Mailbox
    package let replyTo: Mailbox?
    /// One line; line ends in it become spaces.
    package let subject: String
    /// Plain text.
    package let text: String
    /// The same as a web page, for programs that show one.
    package let html: String?
    /// As the recipient shall see it; any text is safe. Without a name nothing is attached.
    package let attachmentName: String?

    package init(
        messageID: MessageID,
        date: LocalTime,
        from: Mailbox,
        to: Mailbox,
        replyTo: Mailbox? = nil,
        subject: String,
        text: String,
        html: String? = nil,
        attachmentName: String?
    ) {
        self.messageID = messageID
        self.date = date
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.attachmentName = attachmentName
    }

    /// Everything before the attachment's bytes. Lines end with `\n`, as in a Maildir.
    func beginning(boundary: String) -> [UInt8] {
        guard let attachmentName else { return Array(header.utf8) + bodyPart(boundary: boundary) }
        let name = AttachmentName(attachmentName)
        let attachmentPart =
            "\n--\(boundary)\nContent-Type: application/pdf;\(name.contentTypeParameter)\n"
            + "Content-Transfer-Encoding: base64\nContent-Disposition: attachment;\(name.dispositionParameters)\n\n"
        return Array((header + Self.multipart("mixed", boundary) + "\n--\(boundary)\n").utf8)
            + bodyPart(boundary: "\(boundary)_body") + Array(attachmentPart.utf8)
    }

    func ending(boundary: String) -> [UInt8] { Array("\n--\(boundary)--\n".utf8) }

    /// The fields of the message, without those of its content.
    private var header: String {
        HeaderField.structured("Date", dateText)
            + HeaderField.address("From", from)
            + HeaderField.address("To", to)
            + (replyTo.map { HeaderField.address("Reply-To", $0) } ?? "")
            + HeaderField.unstructured("Subject", subject)
            + HeaderField.structured("Message-ID", "<\(messageID.text)>")
            // RFC 3834: no vacation notices for this one.
            + HeaderField.structured("Auto-Submitted", "auto-generated")
            + HeaderField.structured("Content-Language", "vi")
            + HeaderField.structured("MIME-Version", "1.0")
    }

    /// The text, with its fields: alone, or with the web page beside it (RFC 2046, 5.1.4).
    private func bodyPart(boundary: String) -> [UInt8] {
        guard let html else { return Self.textPart("plain", text) }
        return Array((Self.multipart("alternative", boundary) + "\n--\(boundary)\n").utf8)
            + Self.textPart("plain", text) + Array("\n--\(boundary)\n".utf8) + Self.textPart("html", html)
            + Array("\n--\(boundary)--\n".utf8)
    }

    private static func multipart(_ kind: String, _ boundary: String) -> String {
        HeaderField.structured("Content-Type", "multipart/\(kind);\n boundary=\"\(boundary)\"")
    }

    private static func textPart(_ kind: String, _ text: String) -> [UInt8] {
        Array("Content-Type: text/\(kind); charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n".utf8)
            + QuotedPrintable.encode(text)
    }

    /// RFC 5322, 3.3: `Mon, 23 Nov 2026 09:30:00 +0700`.
    private var dateText: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let offset = abs(date.offsetMinutes)
        // The three letters of the configuration are those of the standard, but for the capital.
        let weekday = date.date.weekday.rawValue
        return "\(weekday.prefix(1).uppercased() + weekday.dropFirst()), "
            + "\(date.date.day) \(months[date.date.month - 1]) \(Self.digits(date.date.year, 4)) "
            + "\(Self.digits(date.hour)):\(Self.digits(date.minute)):\(Self.digits(date.second)) "
            + "\(date.offsetMinutes < 0 ? "-" : "+")\(Self.digits(offset / 60))\(Self.digits(offset % 60))"
    }

    private static func digits(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
