import Certification

/// The words by which the index `lookup` leads to dossiers: three letters at a time of what can be searched, so that
/// any part of a name or number finds it, and one token for each thing that lists are filtered by. All conditions
/// together are then one intersection of short lists, however common each of them is.
///
/// Letters and digits stand for themselves, everything else for `_`, as do beginning and end. Tokens of three characters are text; the others are longer.
enum SearchTokens {
    /// - Parameter searchText: folded.
    static func all(
        state: String, kind: String?, documentType: String?, receivedAt: Moment, searchText: String
    ) -> Set<String> {
        var tokens = grams(of: "_" + plain(searchText) + "_")
        tokens.insert(token(state: state))
        if let kind { tokens.insert(token(kind: kind)) }
        if let documentType { tokens.insert(token(documentType: documentType)) }
        tokens.formUnion((0..<levels).map { token(day: day(of: receivedAt) >> ($0 * levelBits), level: $0) })
        return tokens
    }

    static func token(state: String) -> String { "state_" + plain(state) }
    static func token(kind: String) -> String { "kind_" + plain(kind) }
    static func token(documentType: String) -> String { "type_" + plain(documentType) }

    /// Tokens that a dossier has all of when its text has the word; none for a single sign, which only the text itself
    /// can tell. A word of two letters must begin a word of the text, one of one letter must be it.
    static func tokens(ofWord word: String) -> Set<String> {
        let text = plain(word)
        switch text.count {
        case 1: return text == "_" ? [] : ["_\(text)_"]
        case 2: return text.contains("_") ? [] : ["_\(text)"]
        default: return grams(of: text)
        }
    }

    // MARK: Days

    private static let levels = 3
    private static let levelBits = 5
    /// Beyond the year 2149.
    private static let lastDay = 65_535

    /// Tokens that a dossier has one of when it was taken in at a time of this range, and few others have: days, groups
    /// of 32 days, groups of 32 groups (by UTC).
    static func tokens(from: Moment?, until: Moment?) -> [String] {
        var low = min(max(from.map(day(of:)) ?? 0, 0), lastDay)
        var high = min(max(until.map(day(of:)) ?? lastDay, 0), lastDay)
        var tokens: [String] = []
        for level in 0..<levels where low <= high {
            let isLast = level == levels - 1
            let mask = isLast ? 0 : (1 << levelBits) - 1
            while low <= high, isLast || low & mask != 0 {
                tokens.append(token(day: low, level: level))
                low += 1
            }
            while !isLast, low <= high, high & mask != mask {
                tokens.append(token(day: high, level: level))
                high -= 1
            }
            low >>= levelBits
            high >>= levelBits
        }
        return tokens
    }

    private static func token(day: Int, level: Int) -> String { "day\(level)_\(day)" }

    private static func day(of moment: Moment) -> Int {
        moment.local(offsetMinutes: 0).date.daysSince1970
    }

    // MARK: Text

    /// ASCII, which no version of Unicode splits: a letter of another script becomes one of ours, always the same. The
    /// index only narrows down; the text itself decides.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(plain)))
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "a"..."z", "0"..."9": scalar
        case "A"..."Z": Unicode.Scalar(UInt8(scalar.value) | 0x20)
        default:
            scalar.value >= 0x80 && scalar.properties.isAlphabetic
                ? Unicode.Scalar(UInt8(ascii: "a") + UInt8(scalar.value % 26)) : "_"
        }
    }

    /// - Parameter text: ASCII.
    private static func grams(of text: String) -> Set<String> {
        let octets = Array(text.utf8)
        guard octets.count >= 3 else { return [] }
        return Set((0...(octets.count - 3)).map { String(decoding: octets[$0..<($0 + 3)], as: UTF8.self) })
    }
}
