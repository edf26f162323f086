extension StringProtocol {
    /// Without blanks, tabs and line ends at both ends.
    var trimmingBlanks: String {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
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
