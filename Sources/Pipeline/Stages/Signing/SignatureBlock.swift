import PDF

/// Title, picture, name, and who signed when. Blocking.
struct SignatureBlock {
    private let title, name, details: TextBlock
    private let width: Double
    private let picture: Size
    private let room: Size
    private let gap: Double

    /// Heights of the parts, and where the picture goes: from the block's top left corner.
    struct Measures {
        let title, name, details: Double
        let picture: Rect
        let height: Double
    }

    /// The time of signing is a blank place: it differs from dossier to dossier.
    init(_ attestation: Attestation, style: AttestationStyle) throws(PDFFault) {
        func bold(_ text: String) -> TextBlock {
            TextBlock(text, size: style.headingSize, bold: true, alignment: .center)
        }
        title = bold(attestation.signerTitle)
        name = bold(attestation.signerName)
        let text = "Ký bởi: \(attestation.signerName)\nCơ quan: \(attestation.office)\nThời gian ký: "
        details = TextBlock(
            [
                TextRun(text, size: style.smallSize),
                TextRun(blank: try attestation.timeWidth(style), size: style.smallSize),
            ],
            alignment: .center
        )
        width = style.column.width
        picture = attestation.picture.size.fitted(into: style.signature)
        room = style.signature
        gap = style.gap
    }

    func measure(on canvas: borrowing Canvas) throws(PDFFault) -> Measures {
        let title = try canvas.measure(title, width: width).height
        let name = try canvas.measure(name, width: width).height
        let details = try canvas.measure(details, width: width).height
        return Measures(
            title: title,
            name: name,
            details: details,
            picture: Rect(
                x: (width - picture.width) / 2,
                y: title + gap + (room.height - picture.height) / 2,
                width: picture.width,
                height: picture.height
            ),
            height: title + gap + room.height + gap + name + gap + details
        )
    }

    /// Everything but the picture, which is a drawing of its own.
    ///
    /// - Returns: the place of the time.
    func draw(
        on canvas: inout Canvas, _ measures: Measures, at corner: Point
    ) throws(PDFFault) -> Rect? {
        func row(_ y: Double) -> Rect {
            Rect(x: corner.x, y: corner.y + y, width: width, height: .infinity)
        }
        let nameTop = measures.title + gap + room.height + gap
        try canvas.text(title, in: row(0))
        try canvas.text(name, in: row(nameTop))
        return try canvas.flow(details, in: row(nameTop + measures.name + gap)).blanks.first
    }
}

extension Size {
    /// As large as it fits, in the same proportions.
    func fitted(into box: Size) -> Size {
        let scale = min(box.width / width, box.height / height)
        return Size(width: width * scale, height: height * scale)
    }
}
