/// A plain text as a web page for mail programs: paragraphs, lines, and addresses that can be followed.
enum MailHTML {
    static func page(_ text: String) -> String {
        let paragraphs = text.split(separator: "\n\n").map { paragraph in
            let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: true).map(line)
            return "<p>" + lines.joined(separator: "<br>\n") + "</p>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="vi"><head><meta charset="utf-8"></head>
            <body style="font-family: sans-serif; line-height: 1.5">
            \(paragraphs.joined())</body></html>

            """
    }

    private static func line(_ text: Substring) -> String {
        let indent = text.prefix { $0 == " " }.map { _ in "&nbsp;" }.joined()
        let words = text.drop { $0 == " " }
        if words.hasPrefix("https://") || words.hasPrefix("http://"), !words.contains(" ") {
            return "\(indent)<a href=\"\(escaped(String(words)))\">\(escaped(String(words)))</a>"
        }
        return indent + escaped(String(words))
    }

    private static let special = Array("&<>\"".utf8)

    /// Text that stays text within a page or an attribute's quotes.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: Self.special.contains) else { return text }
        return text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }.joined()
    }
}
