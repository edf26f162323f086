import PDF

extension Attestation {
    /// On an A4 page of its own, without what is the dossier's alone. Blocking.
    ///
    /// - Throws: ``PDFFault``: a character without a font; more text than fits the page.
    func standingPage() throws(PDFFault) -> StandingAttestation {
        let (style, size, margin) = (AttestationStyle.page, AttestationStyle.pageSize, AttestationStyle.margin)
        var sheet = try AttestationSheet(style: style, size: size, left: margin.left, top: margin.top)
        try sheet.draw(template, values: values, expected: expected)
        sheet.skip(style.gap * 2)
        let block = try SignatureBlock(self, style: style)
        let measures = try block.measure(on: sheet.canvas)
        let place = Rect(
            x: margin.left + style.column.x, y: sheet.y, width: style.column.width, height: measures.height
        )
        sheet.skip(place.height)
        let foot = try sheet.foot(of: self, place: Self.ownPage)
        let bottom = size.height - margin.bottom
        guard sheet.y + style.gap * 2 + foot.height <= bottom else {
            throw .drawingFailed(reason: "the attestation is longer than a page")
        }
        sheet.y = bottom - foot.height
        try sheet.draw(foot)
        let (fields, code, qr) = (sheet.fields, sheet.codePlace, sheet.qrPlace)

        try sheet.canvas.next(width: place.width, height: place.height)
        let time = try block.draw(on: &sheet.canvas, measures, at: Point(x: 0, y: 0))
        let letters = try DossierLetters.Samples(of: self, on: &sheet.canvas)
        let drawings = try sheet.canvas.finishAll()
        let layout = AttestationLayout(
            size: size,
            page: drawings[0],
            signature: drawings[1],
            signaturePlace: place,
            picturePlace: measures.picture,
            sealPlace: sealPlace(beside: measures.picture, at: Point(x: place.x, y: place.y)),
            fields: fields,
            textSize: style.textSize
        )
        return StandingAttestation(
            layout: layout, style: style, code: code, qr: qr, time: time,
            letters: try DossierLetters(letters, in: drawings))
    }

    /// As a block for a page of the original, without what is the dossier's alone. Blocking.
    ///
    /// - Throws: as ``standingPage()``.
    func standingBlock() throws(PDFFault) -> StandingAttestation {
        let style = AttestationStyle.block
        let room = Size(width: style.width, height: AttestationStyle.pageSize.height * 4)
        var sheet = try AttestationSheet(style: style, size: room, left: 0, top: 0)
        try sheet.draw(template, values: values, expected: expected)
        sheet.skip(style.gap * 3)
        let block = try SignatureBlock(self, style: style)
        let measures = try block.measure(on: sheet.canvas)
        let corner = Point(x: style.column.x, y: sheet.y)
        let time = try block.draw(on: &sheet.canvas, measures, at: corner)
        sheet.skip(measures.height + style.gap * 2)
        try sheet.draw(try sheet.foot(of: self, place: "lời chứng ghi ngay trên trang này"))
        let size = Size(width: style.width, height: sheet.y)
        let (fields, code, qr) = (sheet.fields, sheet.codePlace, sheet.qrPlace)
        guard size.height <= room.height else {
            throw .drawingFailed(reason: "the attestation is \(Int(size.height)) points high")
        }
        let picture = measures.picture
        sheet.canvas.cut(toHeight: size.height)
        let letters = try DossierLetters.Samples(of: self, on: &sheet.canvas)
        let drawings = try sheet.canvas.finishAll()
        let layout = AttestationLayout(
            size: size,
            page: nil,
            signature: drawings[0],
            signaturePlace: Rect(x: 0, y: 0, width: size.width, height: size.height),
            picturePlace: Rect(
                x: corner.x + picture.x, y: corner.y + picture.y, width: picture.width, height: picture.height
            ),
            sealPlace: sealPlace(beside: picture, at: corner),
            fields: fields,
            textSize: style.textSize
        )
        return StandingAttestation(
            layout: layout, style: style, code: code, qr: qr, time: time,
            letters: try DossierLetters(letters, in: drawings))
    }

    /// Over the left third of the signature's picture (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    ///
    /// - Parameters:
    ///   - picture: within the signature block.
    ///   - corner: the block's.
    private func sealPlace(beside picture: Rect, at corner: Point) -> Rect {
        Rect(
            x: corner.x + picture.x + picture.width / 3 - sealSize.width,
            y: corner.y + picture.center.y - sealSize.height / 2,
            width: sealSize.width,
            height: sealSize.height
        )
    }
}
