import Certification
import PDF

/// The attestation page (lời chứng) as the leader signs it: its fixed text, its signature block, and the places for
/// what only the clerk knows.
///
/// Measures after Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, left margin 30 mm, right 20 mm, text of 13 and 14 points,
/// the seal over about a third of the signature on its left.
struct Attestation {
    let template: AttestationTemplate
    let values: [AttestationTemplate.Value: String]
    let office: String
    let signerName: String
    let signerTitle: String
    /// The dossier's, for the foot of the page.
    let code: String
    let image: PNGImage
    let sealImage: PNGImage
    let signedAt: LocalTime

    /// What the leader's revision puts onto the page. Places are in points from the page's top left corner.
    struct Layout {
        let page: Drawing
        let signature: Drawing
        let signaturePlace: Rect
        let sealPlace: Rect
        let fields: [AttestationTemplate.Field: Rect]
    }

    static let pageSize = Size(width: .millimetres(210), height: .millimetres(297))
    static let textSize = 13.0
    private static let headingSize = 14.0
    private static let smallSize = 10.0
    private static let margin = (
        left: Double.millimetres(30), right: Double.millimetres(20), top: Double.millimetres(25)
    )
    private static let lineDistance = 1.5
    /// Of the seal, real size.
    private static let sealWidth = Double.millimetres(36)
    private static let signatureImage = Size(width: .millimetres(50), height: .millimetres(26))

    /// Blocking.
    ///
    /// - Throws: ``PDFFault/drawingFailed(reason:)`` when a text does not fit or has a character without a font.
    func layOut() throws(PDFFault) -> Layout {
        var canvas = try Canvas(width: Self.pageSize.width, height: Self.pageSize.height)
        var fields: [AttestationTemplate.Field: Rect] = [:]
        var y = Self.margin.top
        for line in template.lines {
            y += try draw(line, at: y, on: &canvas, fields: &fields)
        }
        y += Self.textSize
        let block = try signatureBlock(width: Self.textWidth * 0.56)
        let place = Rect(
            x: Self.pageSize.width - Self.margin.right - block.drawing.size.width,
            y: y,
            width: block.drawing.size.width,
            height: block.drawing.size.height
        )
        try drawFoot(on: &canvas)
        return Layout(
            page: try canvas.finish(),
            signature: block.drawing,
            signaturePlace: place,
            sealPlace: sealPlace(beside: block.image, in: place),
            fields: fields
        )
    }

    private static var textWidth: Double { pageSize.width - margin.left - margin.right }

    /// - Returns: the height of the line.
    private func draw(
        _ line: AttestationTemplate.Line,
        at y: Double,
        on canvas: inout Canvas,
        fields: inout [AttestationTemplate.Field: Rect]
    ) throws(PDFFault) -> Double {
        let size = line.isHeading ? Self.headingSize : Self.textSize
        guard !line.pieces.isEmpty else { return size }
        if line.isHeading {
            let block = TextBlock(text(of: line), size: size, bold: true, alignment: .center)
            return try canvas.text(block, in: row(at: y)) * Self.lineDistance
        }
        var x = Self.margin.left
        var height = 0.0
        for piece in line.pieces {
            switch piece {
            case .field(let field):
                let room = try canvas.measure(TextBlock(Self.widest(field), size: size))
                let isLast = piece == line.pieces.last
                let width = isLast ? Self.pageSize.width - Self.margin.right - x : room.width
                fields[field] = Rect(x: x, y: y, width: width, height: room.height)
                x += width
                height = max(height, room.height)
            case .text, .value:
                // Pango drops blanks at the end of a line: a run that ends in one is measured with what follows.
                let block = TextBlock(text(of: piece), size: size)
                let width = try Self.width(of: block, on: canvas)
                let isWrapped = line.pieces.count == 1
                let rect = isWrapped ? row(at: y) : Rect(x: x, y: y, width: width + 1, height: .infinity)
                height = max(height, try canvas.text(block, in: rect))
                x += width
            }
        }
        return height * Self.lineDistance
    }

    /// The advance of a text with the blanks at its end.
    private static func width(of block: TextBlock, on canvas: borrowing Canvas) throws(PDFFault) -> Double {
        guard let run = block.runs.first else { return 0 }
        let dot = try canvas.measure(TextBlock(".", size: run.size)).width
        return try canvas.measure(TextBlock(run.text + ".", size: run.size)).width - dot
    }

    private func row(at y: Double) -> Rect {
        Rect(x: Self.margin.left, y: y, width: Self.textWidth, height: .infinity)
    }

    /// The widest value that a field in the middle of a line must hold.
    private static func widest(_ field: AttestationTemplate.Field) -> String {
        switch field {
        case .number: "000000/ĐT"
        case .book: "0000000000/ĐT"
        case .date: "30 tháng 12 năm 2026"
        }
    }

    private func text(of line: AttestationTemplate.Line) -> String {
        line.pieces.map(text(of:)).joined()
    }

    private func text(of piece: AttestationTemplate.Piece) -> String {
        switch piece {
        case .text(let text): text
        case .value(let value): values[value] ?? ""
        case .field: ""
        }
    }

    // MARK: Signature block

    /// Title, picture, name, and who signed when. The picture's place is in the block.
    private func signatureBlock(width: Double) throws(PDFFault) -> (drawing: Drawing, image: Rect) {
        let title = TextBlock(signerTitle, size: Self.headingSize, bold: true, alignment: .center)
        let name = TextBlock(signerName, size: Self.headingSize, bold: true, alignment: .center)
        let details = TextBlock(
            "Ký bởi: \(signerName)\nCơ quan: \(office)\nThời gian ký: \(signedAt.stamp)",
            size: Self.smallSize,
            alignment: .center
        )
        let measuring = try Canvas(width: width, height: Self.pageSize.height)
        let heights = (
            title: try measuring.measure(title, width: width).height,
            name: try measuring.measure(name, width: width).height,
            details: try measuring.measure(details, width: width).height
        )
        let image = Rect(
            x: (width - Self.signatureImage.width) / 2,
            y: heights.title + 6,
            width: Self.signatureImage.width,
            height: Self.signatureImage.height
        )
        let nameTop = image.y + image.height + 6
        let detailsTop = nameTop + heights.name + 8
        var canvas = try Canvas(width: width, height: detailsTop + heights.details)
        try canvas.text(title, in: Rect(x: 0, y: 0, width: width, height: heights.title))
        try canvas.image(self.image, in: image)
        try canvas.text(name, in: Rect(x: 0, y: nameTop, width: width, height: heights.name))
        try canvas.text(details, in: Rect(x: 0, y: detailsTop, width: width, height: heights.details))
        return (try canvas.finish(), image)
    }

    /// Covers the left third of the signature's picture.
    private func sealPlace(beside image: Rect, in block: Rect) -> Rect {
        let height = Self.sealWidth * Double(sealImage.height) / Double(sealImage.width)
        let left = block.x + image.x + image.width / 3 - Self.sealWidth
        return Rect(x: left, y: block.y + image.center.y - height / 2, width: Self.sealWidth, height: height)
    }

    private func drawFoot(on canvas: inout Canvas) throws(PDFFault) {
        let pages = values[.pages] ?? ""
        let text = "Mã hồ sơ: \(code) · Bản sao điện tử từ bản chính gồm \(pages) trang, kèm trang lời chứng này."
        let y = Self.pageSize.height - .millimetres(18)
        canvas.line(
            from: Point(x: Self.margin.left, y: y - 4),
            to: Point(x: Self.pageSize.width - Self.margin.right, y: y - 4),
            width: 0.5
        )
        try canvas.text(TextBlock(text, size: Self.smallSize, italic: true), in: row(at: y))
    }
}
