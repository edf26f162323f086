/// A letter as readers see it, of up to three Unicode scalars: a number, which is compared faster than a `Character`.
///
/// Letters that look the same but are written otherwise are other letters.
struct TypeLetter: Hashable, Comparable, Sendable {
    static let space = TypeLetter(code: 0x20)

    /// 21 bits for each scalar.
    private let code: UInt64

    private init(code: UInt64) {
        self.code = code
    }

    /// - Returns: nil for a letter of more scalars.
    private init?(_ letter: Character) {
        guard letter.unicodeScalars.count <= 3 else { return nil }
        code = letter.unicodeScalars.reduce(0) { $0 << 21 | UInt64($1.value) }
    }

    /// - Returns: nil where one has more than three scalars.
    static func all(of text: String) -> [TypeLetter]? {
        if text.unicodeScalars.allSatisfy(standsAlone) {
            return text.unicodeScalars.map { TypeLetter(code: UInt64($0.value)) }
        }
        var letters: [TypeLetter] = []
        for character in text {
            guard let letter = TypeLetter(character) else { return nil }
            letters.append(letter)
        }
        return letters
    }

    /// Whether it is a letter by itself, whatever stands beside it: nearly all that Vietnamese is written with.
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // ASCII and Latin without controls; Latin Extended Additional.
        case 0x20..<0x7F, 0xC0..<0x300, 0x1E00..<0x1F00: true
        default: false
        }
    }

    var text: String {
        var text = ""
        for shift: UInt64 in [42, 21, 0] {
            let scalar = UInt32(truncatingIfNeeded: code >> shift & 0x1F_FFFF)
            if scalar > 0, let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    static func < (left: TypeLetter, right: TypeLetter) -> Bool { left.code < right.code }
}
