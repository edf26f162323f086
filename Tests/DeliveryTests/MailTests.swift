import Certification
import Delivery
import Foundation
import Hashing
import Spool
import TestSupport
import Testing

/// Mail as Python's `email` and `mailbox` read it.
@Suite struct MailTests {
    /// What Python found, as JSON.
    private struct Judged: Decodable {
        let count: Int
        let defects: Int
        let headers: [String: String]
        let names: [String]
        let longest: Int
        let text: String
        let filename: String
        let fallback: String
        let sha256: String
        let parts: Int
    }

    private static let judge = """
        import email, email.policy, email.utils, email.header, hashlib, json, mailbox, sys
        box = mailbox.Maildir(sys.argv[1], create=False)
        keys = list(box.keys())
        raw = box.get_bytes(keys[0])
        m = email.message_from_bytes(raw, policy=email.policy.default)
        body, attachment = list(m.iter_parts())
        old = email.message_from_bytes(raw).get_payload()[1].get_param("name", header="content-type")
        fallback = str(email.header.make_header(email.header.decode_header(old.replace("\\n", ""))))
        print(json.dumps({
            "count": len(keys),
            "defects": len(m.defects) + sum(len(p.defects) for p in m.walk()),
            "headers": {k: str(v) for k, v in m.items()},
            "names": [a.display_name + "|" + a.addr_spec
                      for h in ("From", "To", "Reply-To") if m[h] for a in m[h].addresses],
            "longest": max(len(line) for line in raw.split(b"\\n")),
            "text": body.get_content(),
            "filename": attachment.get_filename(),
            "fallback": fallback,
            "sha256": hashlib.sha256(attachment.get_content()).hexdigest(),
            "parts": len(list(m.walk())),
        }))
        """

    private static func deliver(
        _ root: borrowing TemporaryDirectory,
        subject: String = "Kết quả chứng thực bản sao điện tử – hồ sơ G22.99-231126-000001 của Nguyễn Thị Ngọc Ánh",
        text: String = "Kính gửi Ông/Bà,\n\nBản sao đã được chứng thực.\n",
        sender: String = "UBND xã Phú Cường",
        recipient: String = "Đỗ \"Ánh\" Nguyệt",
        fileName: String = "Giấy khai sinh – bản sao điện tử số 1-ĐT (Nguyễn Thị Ngọc Ánh).pdf",
        content: [UInt8] = Array("%PDF-1.7\n".utf8)
    ) throws -> Judged {
        let folder = try Directory.open(path: root.path)
        _ = try root.write(content, to: "copy.pdf")
        let message = MailMessage(
            messageID: try #require(MessageID(String("G22.99-231126-000001.1@chungthuc.example"))),
            date: try time(),
            from: Mailbox(name: sender, address: try EmailAddress("chungthuc@phucuong.example")),
            to: Mailbox(name: recipient, address: try EmailAddress("nguyet@example.vn")),
            replyTo: Mailbox(address: try EmailAddress("mot-cua@phucuong.example")),
            subject: subject,
            text: text,
            attachmentName: fileName
        )
        let frozen = try message.freeze(
            attaching: folder.openRegular("copy.pdf"),
            expecting: SHA256.digest(of: content),
            in: folder,
            as: "1.eml"
        )
        let sent = FrozenMessage(
            messageID: message.messageID,
            date: 1_795_400_000,
            directory: folder,
            name: "1.eml",
            digest: frozen.digest,
            isRepeated: false
        )
        let outcome = MaildirChannel(path: root.file("mail")).deliver(sent, to: message.to.address)
        guard case .accepted = outcome else { throw Refused(outcome: outcome) }
        let judged = try Tool.run("python3", ["-c", judge, root.file("mail")])
        guard judged.status == 0 else { throw Refused(outcome: judged.errors) }
        return try JSONDecoder().decode(Judged.self, from: Data(judged.output.utf8))
    }

    private struct Refused: Error { let outcome: any Sendable }

    private static func time() throws -> LocalTime {
        let date = try #require(CivilDate(year: 2026, month: 11, day: 23))
        return LocalTime(date: date, secondOfDay: 9 * 3600 + 5 * 60 + 7, offsetMinutes: 420)
    }

    @Test func aReaderSeesWhatWasWritten() throws {
        let root = try TemporaryDirectory()
        let text = """
            Kính gửi Ông/Bà Đỗ Ánh Nguyệt,

            \(String(repeating: "Ủy ban nhân dân xã Phú Cường gửi bản sao điện tử = đã chứng thực. ", count: 8))
            Dòng có khoảng trắng ở cuối: \t
            .
            From nowhere

            Trân trọng.

            """
        let content = (0..<200_003).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        let judged = try Self.deliver(root, text: text, content: content)
        #expect(judged.count == 1 && judged.parts == 3 && judged.defects == 0)
        #expect(
            judged.headers["Subject"]
                == "Kết quả chứng thực bản sao điện tử – hồ sơ G22.99-231126-000001 của Nguyễn Thị Ngọc Ánh"
        )
        #expect(
            judged.names == [
                "UBND xã Phú Cường|chungthuc@phucuong.example", "Đỗ \"Ánh\" Nguyệt|nguyet@example.vn",
                "|mot-cua@phucuong.example",
            ]
        )
        #expect(judged.headers["Date"] == "Mon, 23 Nov 2026 09:05:07 +0700")
        #expect(judged.headers["Message-ID"] == "<G22.99-231126-000001.1@chungthuc.example>")
        #expect(judged.headers["Auto-Submitted"] == "auto-generated")
        #expect(judged.text.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
        #expect(judged.filename == "Giấy khai sinh – bản sao điện tử số 1-ĐT (Nguyễn Thị Ngọc Ánh).pdf")
        #expect(judged.fallback == judged.filename)
        #expect(judged.longest <= 76)
        #expect(try judged.sha256 == Tool.run("sha256sum", [root.file("copy.pdf")]).output.prefix(64))
    }

    @Test func nothingThatPeopleEnterBecomesAHeader() throws {
        let root = try TemporaryDirectory()
        let attack = "a\r\nBcc: thief@example.com\n\nbody\u{2028}x\u{0}"
        let judged = try Self.deliver(
            root,
            subject: attack,
            sender: attack + "\"<x@y.z>",
            recipient: "=?UTF-8?B?QUJD?=" + attack,
            fileName: "../\"\r\nX-Evil: 1;\\ .pdf"
        )
        #expect(
            Set(judged.headers.keys) == [
                "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language",
                "MIME-Version", "Content-Type",
            ]
        )
        #expect(judged.headers["Subject"] == "a Bcc: thief@example.com body x")
        #expect(judged.names.count == 3)
        #expect(judged.names[1].hasSuffix("|nguyet@example.vn"))
        #expect(judged.names[1].hasPrefix("=?UTF-8?B?QUJD?=a Bcc"), "text that looks encoded stays text")
        #expect(!judged.filename.contains { "/\\\"\n\r".contains($0) })
        #expect(judged.parts == 3)
    }

    @Test(arguments: [0, 1, 2, 56, 57, 58, 57 * 16_384, 57 * 16_384 + 1])
    func attachmentsOfAnySize(size: Int) throws {
        let root = try TemporaryDirectory()
        let content = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        let judged = try Self.deliver(root, subject: "Hello", recipient: "", fileName: "copy.pdf", content: content)
        #expect(try judged.sha256 == Tool.run("sha256sum", [root.file("copy.pdf")]).output.prefix(64))
        #expect(judged.filename == "copy.pdf" && judged.headers["Subject"] == "Hello")
    }

    /// A message that says nothing.
    private static func empty(attaching name: String) throws -> MailMessage {
        MailMessage(
            messageID: try #require(MessageID(String("1@a.example"))),
            date: try time(),
            from: Mailbox(address: try EmailAddress("a@a.example")),
            to: Mailbox(address: try EmailAddress("b@a.example")),
            subject: "",
            text: "",
            attachmentName: name
        )
    }

    @Test func anotherFileIsNotAttached() throws {
        let root = try TemporaryDirectory()
        let folder = try Directory.open(path: root.path)
        _ = try root.write([1], to: "copy.pdf")
        let message = try Self.empty(attaching: "")
        let other = try SHA256.digest(of: [2])
        #expect(throws: SpoolFault.digestMismatch(path: folder.describe("copy.pdf"))) {
            _ = try message.freeze(attaching: folder.openRegular("copy.pdf"), expecting: other, in: folder, as: "m")
        }
        #expect(try folder.names() == ["copy.pdf"])
    }

    /// By another encoder, for every remainder of lines, of vectors and of pieces.
    @Test func theAttachmentIsInLinesOfBase64() throws {
        let root = try TemporaryDirectory()
        let folder = try Directory.open(path: root.path)
        let message = try Self.empty(attaching: "a.pdf")
        let piece = 57 * 2048
        let pattern = (0..<piece + 60).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ $0 >> 5) }
        for length in Array(0...240) + [-57, -1, 0, 1, 2, 3, 48, 57, 60].map({ piece + $0 }) {
            let content = Array(pattern.prefix(length))
            _ = try root.write(content, to: "copy.pdf")
            let frozen = try message.freeze(
                attaching: folder.openRegular("copy.pdf"), expecting: SHA256.digest(of: content), in: folder, as: "m")
            let text = Data(try frozen.open().bytes(limit: 1 << 20))
            let lines = Data(content).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
            let expected = Data("\n\n\(lines.isEmpty ? "" : lines + "\n")\n--".utf8)
            #expect(text.range(of: expected) != nil, "\(length)")
            try frozen.discard()
        }
    }

    @Test(arguments: ["", "a", "a@", "@b", "a@b@c", "a b@c", "a\r\nBcc: x@y", "<a@b>", "á@b", "a..b@c"])
    func whatIsNoMessageID(_ text: String) {
        #expect(MessageID(text) == nil)
    }
}
