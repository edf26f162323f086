import Certification

/// The text of a short message as a telephone gets it (3GPP TS 23.038 and 23.040): in the 7-bit alphabet without
/// Vietnamese marks, or in UCS-2 with them.
package struct ShortText: Hashable, Sendable {
    package enum Encoding: String, CaseIterable, Sendable {
        /// 160 characters in one part, 153 in each of several.
        case gsm7
        /// 70 and 67.
        case ucs2

        var single: Int { self == .gsm7 ? 160 : 70 }
        var joined: Int { self == .gsm7 ? 153 : 67 }
    }

    package let text: String
    package let encoding: Encoding
    /// How many parts the telephone puts together.
    package let parts: Int

    /// - Parameter limit: parts; what is longer ends with `...`.
    package init(_ text: String, encoding: Encoding, limit: Int) {
        self.encoding = encoding
        let line = HeaderField.singleLine(text)
        let fitting = encoding == .gsm7 ? Self.plain(line) : line
        let room = limit == 1 ? encoding.single : limit * encoding.joined
        self.text = Self.cut(fitting, to: room, encoding)
        let length = Self.length(self.text, encoding)
        parts = length <= encoding.single ? 1 : (length + encoding.joined - 1) / encoding.joined
    }

    private static func cut(_ text: String, to room: Int, _ encoding: Encoding) -> String {
        guard length(text, encoding) > room else { return text }
        var kept = ""
        var left = room - 3
        for character in text {
            left -= length(String(character), encoding)
            guard left >= 0 else { break }
            kept.append(character)
        }
        return kept + "..."
    }

    private static func length(_ text: String, _ encoding: Encoding) -> Int {
        switch encoding {
        case .gsm7: text.reduce(0) { $0 + (extended.contains($1) ? 2 : 1) }
        case .ucs2: text.utf16.count
        }
    }

    /// Letters without marks; what the alphabet lacks becomes `?`.
    private static func plain(_ text: String) -> String {
        String(
            text.flatMap { character -> [Character] in
                if let known = substitutes[character] { return [known] }
                if isKnown(character) { return [character] }
                let base = SearchText.folded(String(character))
                let letters = character.isUppercase ? base.uppercased() : base
                return letters.isEmpty || !letters.allSatisfy(isKnown) ? ["?"] : Array(letters)
            }
        )
    }

    private static func isKnown(_ character: Character) -> Bool {
        guard let value = character.asciiValue else { return false }
        return (0x20...0x7e).contains(value) && character != "`"
    }

    private static let extended: Set<Character> = ["^", "{", "}", "\\", "[", "~", "]", "|"]
    private static let substitutes: [Character: Character] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "`": "'", "\u{a0}": " ", "…": ".",
    ]
}
