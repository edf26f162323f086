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
        let controls: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        guard text.count <= limit,
            text.unicodeScalars.allSatisfy({ !controls.contains($0.properties.generalCategory) })
        else { throw InvalidEntry(field, .text(limit: limit)) }
        return text
    }
}
