import Foundation

/// A mail as Python's `mailbox` and `email` read it.
package struct Mail: Decodable, Sendable {
    package struct Attachment: Decodable, Sendable {
        package let name: String
        package let type: String
        package let sha256: String
    }

    package let messageID: String
    package let from: String
    package let to: String
    package let subject: String
    package let text: String
    package let attachments: [Attachment]
    /// What Python found wrong with the message's form.
    package let defects: [String]

    /// All mails of a Maildir.
    package static func all(in maildir: String) throws -> [Mail] {
        let result = try Tool.run(Tool.python, ["-c", script, maildir]).requireSuccess()
        return try JSONDecoder().decode([Mail].self, from: Data(result.output.utf8))
    }

    private static let script = """
        import email, email.policy, hashlib, json, mailbox, sys
        box = mailbox.Maildir(sys.argv[1], create=False)
        mails = []
        for key in sorted(box.keys()):
            mail = email.message_from_bytes(box.get_bytes(key), policy=email.policy.default)
            attachments = [dict(name=part.get_filename(), type=part.get_content_type(),
                sha256=hashlib.sha256(part.get_content()).hexdigest()) for part in mail.iter_attachments()]
            defects = [repr(defect) for part in mail.walk() for defect in part.defects]
            mails.append(dict(messageID=mail['Message-ID'], **{'from': mail['From']}, to=mail['To'],
                subject=mail['Subject'], text=mail.get_body(('plain',)).get_content(), attachments=attachments,
                defects=defects))
        print(json.dumps(mails))
        """
}
