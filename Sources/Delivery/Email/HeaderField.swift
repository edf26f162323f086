/// The lines of a message's header (RFC 5322, 2.2), folded, with everything but ASCII in encoded words (RFC 2047).
///
/// Whatever text comes in, one field comes out: characters that could end a line are replaced by spaces.
enum HeaderField {
    /// Lines with encoded words have at most this many characters (RFC 2047, 2).
    private static let lineLength = 76

    /// A field of free text: Subject.
    static func unstructured(_ name: String, _ text: String) -> String {
        let text = singleLine(text)
        let start = name + ": "
        guard needsEncoding(text) || start.utf8.count + text.utf8.count > lineLength else { return start + text + "\n" }
        return start + encodedWords(text, column: start.utf8.count) + "\n"
    }

    /// A field of one address: From, To, Reply-To. Letters beyond ASCII stay UTF-8 before the `@` only (RFC 6532).
    static func address(_ name: String, _ mailbox: Mailbox) -> String {
        let start = name + ": "
        // A domain that cannot exist is refused when the message is sent.
        let text = InternetAddress(mailbox.address)?.text ?? mailbox.address.text
        let address = "<\(text)>"
        let phrase = singleLine(mailbox.name)
        if phrase.isEmpty { return start + text + "\n" }
        if !needsEncoding(phrase), start.utf8.count + phrase.utf8.count < lineLength {
            let quoted = phrase.map { "\\\"".contains($0) ? "\\\($0)" : String($0) }.joined()
            return "\(start)\"\(quoted)\"\n \(address)\n"
        }
        return start + encodedWords(phrase, column: start.utf8.count) + "\n " + address + "\n"
    }

    /// A field whose value the program made: ASCII, short.
    static func structured(_ name: String, _ value: String) -> String { "\(name): \(value)\n" }

    /// Encoded words of whole characters, one a line; readers put them together without the breaks between them.
    ///
    /// - Parameter column: how many characters stand before them on the first line.
    static func encodedWords(_ text: String, column: Int) -> String {
        let frame = "=?UTF-8?B?".utf8.count + "?=".utf8.count
        var words: [String] = []
        var word: [UInt8] = []
        // Base64 makes 4 characters of 3 bytes; a word has at most 75 characters.
        func capacity() -> Int { (lineLength - frame - (words.isEmpty ? column : 1)) / 4 * 3 }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > capacity() {
                words.append(Base64.encode(word))
                word = []
            }
            word += bytes
        }
        words.append(Base64.encode(word))
        return words.filter { !$0.isEmpty }.map { "=?UTF-8?B?\($0)?=" }.joined(separator: "\n ")
    }

    /// Blanks for controls and line separators, none at the ends.
    static func singleLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: " "
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    }

    /// Also for text that would read as an encoded word.
    static func needsEncoding(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x80 } || text.contains("=?")
    }
}
