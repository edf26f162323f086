import Certification
import PDF

/// Number, book and date, as the seal's revision shows them.
struct SealTexts {
    private let texts: [AttestationTemplate.Field: String]
    /// That all three share and that tomorrow's will share, too; nil for a name in letters that take several glyphs each.
    private let letters: TypeCase?

    private static let digits = "0123456789"

    init(number: RegisterNumber, book: BookName, date: CivilDate) {
        let texts = [
            AttestationTemplate.Field.number: number.text, .book: book.text, .date: SealRevision.text(of: date),
        ]
        self.texts = texts
        // What cannot be cast is drawn.
        letters = try? TypeCase.cast(
            AttestationTemplate.Field.allCases.reduce(Self.digits) { $0 + (texts[$1] ?? "") })
    }

    subscript(field: AttestationTemplate.Field) -> String { texts[field] ?? "" }

    func lineHeight(size: Double) throws(PDFFault) -> Double {
        guard let letters else { return try TypeCase.cast(Self.digits).lineHeight(size: size) }
        return letters.lineHeight(size: size)
    }

    /// One line from the top left corner of a box, smaller where it is too wide for it.
    func line(_ field: AttestationTemplate.Field, size: Double, in box: Size) throws(PDFFault) -> Drawing {
        if let line = letters?.line(self[field], size: size, in: box) { return line }
        var canvas = try Canvas(width: box.width, height: box.height)
        try canvas.line(
            TextRun(self[field], size: size), in: Rect(x: 0, y: 0, width: box.width, height: box.height))
        return try canvas.finish()
    }
}
