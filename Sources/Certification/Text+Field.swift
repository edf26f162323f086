extension StringProtocol {
    /// Without blanks, tabs and line ends at both ends.
    var trimmingBlanks: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// One line of text that fits its field: trimmed, no control characters.
    func oneLine(of field: FormField, limit: Int) throws(InvalidEntry) -> String {
        let text = trimmingBlanks
        // No text has more letters than octets, and those are counted without looking at each.
        guard text.utf8.count <= limit || text.count <= limit, !text.unicodeScalars.contains(where: Self.endsLine)
        else { throw InvalidEntry(field, .text(limit: limit)) }
        return text
    }

    /// Controls, line and paragraph separators.
    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }
}
