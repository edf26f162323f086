/// Text brought into the form that searches compare: lower case, without Vietnamese diacritics, single blanks.
/// `Nguyễn Thị  Đông` and `nguyen thi dong` fold to the same.
package enum SearchText {
    package static func folded(_ text: some StringProtocol) -> String {
        let folded = text.lowercased().map(base(of:)).joined()
        return folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Characters compare by canonical equivalence, so composed and decomposed letters find the same entry.
    private static func base(of character: Character) -> String {
        if character.utf8.count == 1 { return String(character) }
        if let base = bases[character] { return String(base) }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: character.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark })
        return String(kept)
    }

    private static let bases: [Character: Character] = {
        let families: [(Character, String)] = [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
            ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đ"),
        ]
        return families.reduce(into: [:]) { table, family in
            for letter in family.1 { table[letter] = family.0 }
        }
    }()
}
