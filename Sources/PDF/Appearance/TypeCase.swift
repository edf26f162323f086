import CPangoCairo
import Synchronization

/// Letters of one look, cast once: a short line is set from them without Pango and Cairo, for what differs from document
/// to document (a code, a number, a time).
///
/// Cairo draws each letter once, spaces excepted; its font subsets and its names for the glyphs are what the lines are made of. Letters
/// are set as wide as they are, without kerning: digits stand in columns.
package final class TypeCase: Sendable {
    private static let sampleSize = 100.0

    private struct Look: Hashable {
        let letters: Set<Character>
        let bold: Bool
    }

    /// An office needs a handful.
    private static let most = 64
    private static let known = Mutex<[Look: TypeCase]>([:])

    /// Blocking where these letters are needed for the first time.
    ///
    /// - Throws: ``PDFFault/charactersWithoutFont(_:)``, and ``PDFFault/drawingFailed(reason:)`` where a letter takes
    ///   several glyphs.
    package static func cast(_ letters: some Sequence<Character>, bold: Bool = false) throws(PDFFault) -> TypeCase {
        let look = Look(letters: Set(letters).subtracting([" "]), bold: bold)
        if let known = known.withLock({ $0[look] }) { return known }
        let cast = try TypeCase(look.letters.sorted(), bold: bold)
        known.withLock { known in
            if known.count >= most { known = [:] }
            known[look] = cast
        }
        return cast
    }

    private struct Letter: Sendable {
        let glyph: GlyphScanner.Glyph
        /// For a size of 1.
        let advance: Double
    }

    private let cast: [Character: Letter]
    /// Of a space, which is a move and no glyph, for a size of 1.
    private let space: Double
    private let resources: PDFDictionary
    private let supplies: Drawing.Supplies
    /// From the top of a line to its baseline, and its height, for a size of 1.
    private let baseline, height: Double

    private init(_ letters: [Character], bold: Bool) throws(PDFFault) {
        func block(_ text: String) -> TextBlock { TextBlock(text, size: Self.sampleSize, bold: bold) }
        let side = Self.sampleSize * 100
        var canvas = try Canvas(width: side, height: side)
        // A line each: no ligatures, no kerning.
        try canvas.text(
            block(letters.map(String.init).joined(separator: "\n")),
            in: Rect(x: 0, y: 0, width: side, height: .infinity))
        var advances: [Double] = []
        for letter in letters { advances.append(try canvas.measure(block(String(letter))).width) }
        let (apart, joined) = (try canvas.measure(block("0 0")), try canvas.measure(block("00")))
        space = (apart.width - joined.width) / Self.sampleSize
        let line = try canvas.painter.setter.layout(block("0"))
        (baseline, height) = (line.baseline / Self.sampleSize, line.size.height / Self.sampleSize)

        let drawing = try canvas.finish(contentDecoded: true)
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
        guard glyphs.count == letters.count, !fonts.isEmpty else {
            throw .drawingFailed(reason: "\(glyphs.count) glyphs for \(letters.count) letters")
        }
        var cast: [Character: Letter] = [:]
        for (index, letter) in letters.enumerated() {
            cast[letter] = Letter(glyph: glyphs[index], advance: advances[index] / Self.sampleSize)
        }
        self.cast = cast
        resources = ["Font": .dictionary(fonts)]
        supplies = drawing.supplies
    }

    /// - Returns: `nil` when the text has a letter that was not cast.
    package func width(of text: String, size: Double) -> Double? {
        var width = 0.0
        for letter in text {
            guard let advance = advance(of: letter) else { return nil }
            width += advance
        }
        return width * size
    }

    private func advance(of letter: Character) -> Double? { letter == " " ? space : cast[letter]?.advance }

    package func lineHeight(size: Double) -> Double { height * size }

    /// One line from the top left corner of a box; too wide for it, it is set smaller on the same baseline.
    ///
    /// - Returns: `nil` when the text has a letter that was not cast.
    package func line(_ text: String, size: Double, in box: Size) -> Drawing? {
        guard let width = width(of: text, size: size) else { return nil }
        let scaled = size * min(1, box.width / max(width, 1))
        let height = box.height - baseline * size
        var writer = ObjectWriter()
        writer.append("q 0 g BT\n")
        // Pieces of one font without spaces, each put where it belongs.
        var piece: (font: PDFName, start: Double, codes: [UInt8])?
        var x = 0.0
        for letter in text {
            let glyph = cast[letter]?.glyph
            if let shown = piece, glyph?.font != shown.font {
                writer.show(shown.codes, font: shown.font, size: scaled, at: Point(x: shown.start, y: height))
                piece = nil
            }
            if let glyph { piece = (glyph.font, piece?.start ?? x, (piece?.codes ?? []) + glyph.code) }
            x += (advance(of: letter) ?? 0) * scaled
        }
        if let shown = piece {
            writer.show(shown.codes, font: shown.font, size: scaled, at: Point(x: shown.start, y: height))
        }
        writer.append("ET Q\n")
        return Drawing(size: box, content: writer.bytes, resources: resources, supplies: supplies)
    }
}

extension ObjectWriter {
    /// - Parameter point: where the baseline begins, y upwards.
    fileprivate mutating func show(_ codes: [UInt8], font: PDFName, size: Double, at point: Point) {
        write(.name(font))
        append(" ")
        write(.number(size))
        append(" Tf 1 0 0 1 ")
        for number in [point.x, point.y] {
            write(.number(number))
            append(" ")
        }
        append("Tm ")
        write(.hexString(codes))
        append(" Tj\n")
    }
}
