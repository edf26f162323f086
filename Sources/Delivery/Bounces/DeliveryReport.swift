/// What a report of a mail server says (RFC 3464): which message did not arrive, and why.
package struct DeliveryReport: Hashable, Sendable {
    /// Of the message that it is about.
    package let messageID: MessageID
    /// `5.1.1 550 no such user`.
    package let reason: String

    /// - Parameter mail: a whole message, or its beginning.
    /// - Returns: `nil` unless it is a report of failure that names its message.
    package init?(mail: [UInt8]) {
        let lines = String(decoding: mail, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let header = MailFields(lines.prefix { !$0.isEmpty })
        guard header["content-type"]?.lowercased().contains("delivery-status") == true else { return nil }
        var sections = lines.split(separator: "", omittingEmptySubsequences: true).map { MailFields($0[...]) }
        sections.removeFirst()
        guard let failure = sections.first(where: { $0["action"]?.lowercased() == "failed" }),
            failure["status"]?.first != "4"
        else { return nil }
        let original = sections.last { $0["message-id"] != nil }?["message-id"]
        let envelope = sections.lazy.compactMap { $0["original-envelope-id"] }.first
        guard let id = [original, envelope].lazy.compactMap({ $0 }).compactMap(Self.identity).first else { return nil }
        messageID = id
        let diagnostic = failure["diagnostic-code"].map { $0.drop { $0 != ";" }.dropFirst() } ?? ""
        let words = [failure["status"] ?? "", HeaderField.singleLine(String(diagnostic))].filter { !$0.isEmpty }
        reason = String(words.joined(separator: " ").prefix(500))
    }

    private static func identity(_ field: String) -> MessageID? {
        MessageID(field.trimmed.filter { $0 != "<" && $0 != ">" })
    }
}

/// The fields of one header, unfolded.
private struct MailFields {
    private var values: [String: String] = [:]

    init(_ lines: ArraySlice<Substring>) {
        var name: String?
        for line in lines {
            if line.first == " " || line.first == "\t" {
                if let name { values[name, default: ""] += " " + String(line).trimmed }
                continue
            }
            guard let colon = line.firstIndex(of: ":") else {
                name = nil
                continue
            }
            let key = line[..<colon].lowercased()
            name = key
            values[key] = String(line[line.index(after: colon)...]).trimmed
        }
    }

    subscript(name: String) -> String? { values[name] }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
