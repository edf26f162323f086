import CPangoCairo
import Synchronization

/// Letters of one look, cast once: a short line is set from them without Pango and Cairo, for what differs from document
/// to document (a code, a number, a time).
///
/// Cairo draws each letter once, spaces excepted; its font subsets and its names for the glyphs are what the lines are made of. Letters
/// are set as wide as they are, without kerning: digits stand in columns.
package final class TypeCase: Sendable {
    private static let sampleSize = 100.0
    private static let sampleSide = sampleSize * 100

    private struct Look: Hashable {
        /// Each once, in their order.
        let letters: [TypeLetter]
        let bold: Bool
    }

    /// An office needs a handful.
    private static let most = 64
    private static let known = Mutex<[Look: TypeCase]>([:])

    /// Blocking where these letters are needed for the first time.
    ///
    /// - Throws: ``PDFFault/charactersWithoutFont(_:)``, and ``PDFFault/drawingFailed(reason:)`` where a letter takes
    ///   several glyphs.
    package static func cast(_ text: String, bold: Bool = false) throws(PDFFault) -> TypeCase {
        let letters = try letters(of: text)
        let look = Look(letters: letters, bold: bold)
        if let known = known.withLock({ $0[look] }) { return known }
        var canvas = try Canvas(width: sampleSide, height: sampleSide)
        let sample = try Sample(letters, bold: bold, on: &canvas)
        let cast = try TypeCase(sample, in: try canvas.finish())
        known.withLock { known in
            if known.count >= most { known = [:] }
            known[look] = cast
        }
        return cast
    }

    private struct Letter: Sendable {
        /// Nil of a space, which is a move.
        let glyph: GlyphScanner.Glyph?
        /// For a size of 1.
        let advance: Double
    }

    private let cast: [TypeLetter: Letter]
    private let resources: PDFDictionary
    private let supplies: Drawing.Supplies
    /// From the top of a line to its baseline, and its height, for a size of 1.
    private let baseline, height: Double

    /// Casts letters on a canvas among other drawings, so that they share fonts.
    ///
    /// - Throws: as ``cast(_:bold:)``.
    package static func draw(_ text: String, bold: Bool = false, on canvas: inout Canvas) throws(PDFFault) -> Sample {
        try canvas.next(width: sampleSide, height: sampleSide)
        return try Sample(try letters(of: text), bold: bold, on: &canvas)
    }

    /// Each letter of a text once, without spaces, in their order.
    private static func letters(of text: String) throws(PDFFault) -> [TypeLetter] {
        guard let all = TypeLetter.all(of: text) else { throw .drawingFailed(reason: "a letter of many parts") }
        var letters: [TypeLetter] = []
        for letter in all.sorted() where letter != letters.last && letter != .space { letters.append(letter) }
        return letters
    }

    /// Letters that are drawn but not cast yet.
    package struct Sample {
        fileprivate let letters: [TypeLetter]
        fileprivate let advances: [Double]
        fileprivate let space, baseline, height: Double

        fileprivate init(_ letters: [TypeLetter], bold: Bool, on canvas: inout Canvas) throws(PDFFault) {
            func block(_ text: String) -> TextBlock { TextBlock(text, size: sampleSize, bold: bold) }
            canvas.decodeContent()
            // A line each: no ligatures, no kerning.
            try canvas.text(
                block(letters.map(\.text).joined(separator: "\n")),
                in: Rect(x: 0, y: 0, width: sampleSide, height: .infinity))
            var advances: [Double] = []
            for letter in letters { advances.append(try canvas.measure(block(letter.text)).width / sampleSize) }
            let (apart, joined) = (try canvas.measure(block("0 0")), try canvas.measure(block("00")))
            let line = try canvas.painter.setter.layout(block("0"))
            self.letters = letters
            self.advances = advances
            space = (apart.width - joined.width) / sampleSize
            (baseline, height) = (line.baseline / sampleSize, line.size.height / sampleSize)
        }
    }

    /// - Parameter drawing: of the sample.
    package init(_ sample: Sample, in drawing: Drawing) throws(PDFFault) {
        let fonts = drawing.form.dictionary["Resources"]?.dictionary?["Font"]?.dictionary ?? [:]
        let scanner = GlyphScanner { name in
            let font = drawing.supplies.needs.first { $0.number == fonts[name]?.reference }
            guard case .value(let value) = font?.content else { return false }
            return value.dictionary?["Subtype"]?.name == "Type0"
        }
        let glyphs: [GlyphScanner.Glyph]
        do { glyphs = try scanner.glyphs(in: drawing.form.data) } catch {
            throw .drawingFailed(reason: "Cairo's own content: \(error)")
        }
        guard glyphs.count == sample.letters.count, !fonts.isEmpty else {
            throw .drawingFailed(reason: "\(glyphs.count) glyphs for \(sample.letters.count) letters")
        }
        var cast: [TypeLetter: Letter] = [.space: Letter(glyph: nil, advance: sample.space)]
        for (index, letter) in sample.letters.enumerated() {
            cast[letter] = Letter(glyph: glyphs[index], advance: sample.advances[index])
        }
        self.cast = cast
        (baseline, height) = (sample.baseline, sample.height)
        resources = ["Font": .dictionary(fonts)]
        supplies = drawing.supplies
    }

    /// - Returns: `nil` when the text has a letter that was not cast.
    package func width(of text: String, size: Double) -> Double? {
        letters(of: text).map { Self.width(of: $0) * size }
    }

    private static func width(of letters: [Letter]) -> Double { letters.reduce(0) { $0 + $1.advance } }

    private func letters(of text: String) -> [Letter]? {
        guard let all = TypeLetter.all(of: text) else { return nil }
        var letters: [Letter] = []
        letters.reserveCapacity(all.count)
        for letter in all {
            guard let letter = cast[letter] else { return nil }
            letters.append(letter)
        }
        return letters
    }

    package func lineHeight(size: Double) -> Double { height * size }

    /// One line from the top left corner of a box; too wide for it, it is set smaller on the same baseline.
    ///
    /// - Parameter box: nil for one that the line just fits.
    /// - Returns: `nil` when the text has a letter that was not cast.
    package func line(_ text: String, size: Double, in box: Size? = nil) -> Drawing? {
        guard let letters = letters(of: text) else { return nil }
        let width = Self.width(of: letters) * size
        let box = box ?? Size(width: width, height: lineHeight(size: size))
        let scaled = size * min(1, box.width / max(width, 1))
        let height = box.height - baseline * size
        var writer = ObjectWriter()
        writer.append("q 0 g BT\n")
        // Pieces of one font without spaces, each put where it belongs.
        var font: PDFName?
        var start = 0.0
        var codes: [UInt8] = []
        var x = 0.0
        func show() {
            guard let font, !codes.isEmpty else { return }
            writer.show(codes, font: font, size: scaled, at: Point(x: start, y: height))
        }
        for letter in letters {
            if letter.glyph?.font != font {
                show()
                (font, start) = (letter.glyph?.font, x)
                codes.removeAll(keepingCapacity: true)
            }
            if let glyph = letter.glyph { codes += glyph.code }
            x += letter.advance * scaled
        }
        show()
        writer.append("ET Q\n")
        return Drawing(size: box, content: writer.bytes, resources: resources, supplies: supplies)
    }
}

extension ObjectWriter {
    /// - Parameter point: where the baseline begins, y upwards.
    fileprivate mutating func show(_ codes: [UInt8], font: PDFName, size: Double, at point: Point) {
        write(.name(font))
        append(" ")
        append(size)
        append(" Tf 1 0 0 1 ")
        append(operands: [point.x, point.y])
        append("Tm ")
        write(.hexString(codes))
        append(" Tj\n")
    }
}
