import PDF

/// An attestation being written, from the top down. Blocking.
struct AttestationSheet: ~Copyable {
    var canvas: Canvas
    /// How far it is written.
    var y: Double
    private(set) var fields: [AttestationTemplate.Field: Rect] = [:]
    /// Of the dossier's code, and of the QR code: both differ from dossier to dossier and are drawn later.
    private(set) var codePlace: Rect?
    private(set) var qrPlace: Rect?
    private let style: AttestationStyle
    private let left: Double

    init(style: AttestationStyle, size: Size, left: Double, top: Double) throws(PDFFault) {
        canvas = try Canvas(width: size.width, height: size.height)
        y = top
        self.style = style
        self.left = left
    }

    mutating func skip(_ height: Double) {
        y += height
    }

    private var row: Rect { Rect(x: left, y: y, width: style.width, height: .infinity) }

    // MARK: Wording

    mutating func draw(
        _ template: AttestationTemplate,
        values: [AttestationTemplate.Value: String],
        expected: [AttestationTemplate.Field: String]
    ) throws(PDFFault) {
        for (line, next) in zip(template.lines, template.lines.dropFirst().map { $0 } + [nil]) {
            guard !line.pieces.isEmpty else {
                y += style.textSize
                continue
            }
            if line.isHeading {
                try drawHeading(line, values)
                if next?.isHeading != true { drawRule() }
            } else {
                try drawParagraph(line, values, expected)
            }
        }
    }

    private mutating func drawHeading(
        _ line: AttestationTemplate.Line,
        _ values: [AttestationTemplate.Value: String]
    ) throws(PDFFault) {
        let text = line.pieces.map { Self.text(of: $0, values) }.joined()
        let run = TextRun(text, size: style.headingSize, bold: true)
        let block = TextBlock([run], alignment: .center, lineSpacing: AttestationStyle.lineSpacing)
        y += try canvas.text(block, in: row) + style.gap / 2
    }

    /// The short line below a title, a third to a half as long as its line (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5).
    private mutating func drawRule() {
        let (middle, half) = (left + style.width / 2, style.width / 10)
        canvas.line(
            from: Point(x: middle - half, y: y + 2), to: Point(x: middle + half, y: y + 2), width: 0.75
        )
        y += style.gap * 2
    }

    /// One paragraph, wrapped. The fields are blank places in it; one at its end reaches to the margin.
    private mutating func drawParagraph(
        _ line: AttestationTemplate.Line,
        _ values: [AttestationTemplate.Value: String],
        _ expected: [AttestationTemplate.Field: String]
    ) throws(PDFFault) {
        var runs: [TextRun] = []
        var names: [AttestationTemplate.Field] = []
        for piece in line.pieces {
            if case .field(let field) = piece {
                let sample = TextRun(expected[field] ?? "", size: style.textSize)
                // A blank place that is wider than the line would stand beyond the margin.
                let width = min(try canvas.measure(TextBlock([sample])).width, style.width)
                names.append(field)
                runs.append(TextRun(blank: width, size: style.textSize))
            } else {
                runs.append(TextRun(Self.text(of: piece, values), size: style.textSize))
            }
        }
        let block = TextBlock(runs, lineSpacing: AttestationStyle.lineSpacing)
        let (height, blanks) = try canvas.flow(block, in: row)
        for (name, place) in zip(names, blanks) { fields[name] = place }
        if case .field(let last) = line.pieces.last, let place = fields[last] {
            fields[last]?.width = left + style.width - place.x
        }
        y += height + style.gap
    }

    private static func text(
        of piece: AttestationTemplate.Piece,
        _ values: [AttestationTemplate.Value: String]
    ) -> String {
        switch piece {
        case .text(let text): text
        case .value(let value): values[value] ?? ""
        case .field: ""
        }
    }

    // MARK: Foot

    /// Places for the dossier's code and a QR code, and what the copy is worth.
    struct Foot {
        fileprivate let text: TextBlock
        fileprivate let codeSide: Double
        /// From the margin to the text.
        fileprivate let indent: Double
        /// With the line above.
        let height: Double
    }

    /// - Parameter place: where the attestation stands.
    func foot(of attestation: Attestation, place: String) throws(PDFFault) -> Foot {
        let modules = attestation.hasQRCode ? try QRCode(attestation.qrText).sideWithQuietZone : 0
        let codeSide = attestation.hasQRCode ? max(style.qrSide, modules * AttestationStyle.smallestModule) : 0
        let indent = codeSide == 0 ? 0 : codeSide + style.gap
        let text = TextBlock(
            [
                TextRun("Mã hồ sơ: ", size: style.smallSize, bold: true),
                TextRun(blank: try attestation.codeWidth(style), size: style.smallSize),
                TextRun("\n", size: style.smallSize, bold: true),
                TextRun(attestation.footText(place: place), size: style.smallSize, italic: true),
            ],
            lineSpacing: AttestationStyle.lineSpacing
        )
        let height = max(codeSide, try canvas.measure(text, width: style.width - indent).height)
        return Foot(text: text, codeSide: codeSide, indent: indent, height: height + style.gap)
    }

    mutating func draw(_ foot: Foot) throws(PDFFault) {
        let top = y + style.gap
        canvas.line(from: Point(x: left, y: y), to: Point(x: left + style.width, y: y), width: 0.5)
        if foot.codeSide > 0 { qrPlace = Rect(x: left, y: top, width: foot.codeSide, height: foot.codeSide) }
        let rect = Rect(x: left + foot.indent, y: top, width: style.width - foot.indent, height: .infinity)
        codePlace = try canvas.flow(foot.text, in: rect).blanks.first
        y += foot.height
    }
}
