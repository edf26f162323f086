import Certification
import Mapping
import PAdES
import PDF

/// The seal's revision: number, book and date go into the fields that the leader's revision made, and the office's seal
/// signs its field. Nothing else changes, which is what the leader's signature allows.
struct SealRevision {
    let number: RegisterNumber
    let book: BookName
    /// The day of certification.
    let date: CivilDate
    let office: String
    let place: String
    let identity: SigningIdentity
    /// Octets to keep free for a signature timestamp.
    let timestampRoom: Int

    /// Blocking.
    ///
    /// - Throws: ``SealingFault/noPlaceForSeal`` when the document has no attestation page of ours.
    /// - Returns: what to append, once it is timestamped where that is asked for, to the content.
    func make(
        extending structure: DocumentStructure,
        content: consuming MappedFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        guard let names = CertificationFields.unsealed(among: structure.fields),
            let seal = structure.field(names.seal)
        else { throw SealingFault.noPlaceForSeal }
        var revision = Revision(extending: structure)
        for field in AttestationTemplate.Field.allCases {
            guard let form = structure.field(names.text(field)), let rectangle = form.rectangle else { continue }
            let appearance = try appearance(of: text(of: field), in: rectangle, form.dictionary, &revision)
            let filled = TextField.filling(form.dictionary, with: text(of: field), appearance: appearance)
            revision.write(.dictionary(filled), as: form.reference)
        }
        let dictionary = SignatureDictionary(
            field: names.seal,
            time: Int(time.moment.milliseconds / 1000),
            utcOffset: time.offsetMinutes * 60,
            signer: office,
            reason: "Số chứng thực \(number.text), quyển số \(book.text)",
            location: self.place,
            lock: seal.dictionary["Lock"].map { _ in
                FieldLock.sealed(structure).signatureReference(catalog: structure.catalogReference)
            },
            reservedOctets: ContentsReservation.octets(for: identity.key, timestamp: timestampRoom)
        )
        let value = revision.add(dictionary.object)
        // One without area shows nothing.
        let appearance = try seal.rectangle.map { (_) throws(PDFFault) in
            try appearanceOfSeal(seal.dictionary, &revision)
        }
        let signed = SignatureField.signing(seal.dictionary, value: value, appearance: appearance)
        revision.write(.dictionary(signed), as: seal.reference)
        return try revision.signed(as: dictionary, by: identity, over: content, at: time)
    }

    private func text(of field: AttestationTemplate.Field) -> String {
        switch field {
        case .number: number.text
        case .book: book.text
        case .date: Self.text(of: date)
        }
    }

    /// Without the word that stands before the field.
    static func text(of date: CivilDate) -> String {
        date.vietnameseInWords.replacing("ngày ", with: "", maxReplacements: 1)
    }

    /// The field's place is as high as a line of text: that tells the size to draw in, whatever the page's unit is.
    private func appearance(
        of text: String,
        in rectangle: PDFRectangle,
        _ field: PDFDictionary,
        _ revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        let rotation = field.widgetRotation
        let isTurned = rotation % 180 != 0
        let (width, height) = isTurned ? (rectangle.height, rectangle.width) : (rectangle.width, rectangle.height)
        let textSize = AttestationStyle.page.textSize
        let lineHeight = try TypeCase.cast(Self.digits).lineHeight(size: textSize)
        let drawing = try line(
            text, size: textSize, in: Size(width: width * lineHeight / height, height: lineHeight))
        let placement = Placement(try drawing.add(to: &revision), x: 0, y: 0)
        return try revision.addForm(size: drawing.size, rotation: rotation, showing: [placement])
    }

    private static let digits = "0123456789"

    /// Set from letters that all three texts share and that tomorrow's will share, too, but for a name in letters that
    /// take several glyphs each.
    private func line(_ text: String, size: Double, in box: Size) throws(PDFFault) -> Drawing {
        let letters = AttestationTemplate.Field.allCases.reduce(Self.digits) { $0 + self.text(of: $1) }
        if let drawing = (try? TypeCase.cast(letters))?.line(text, size: size, in: box) { return drawing }
        var canvas = try Canvas(width: box.width, height: box.height)
        try canvas.line(TextRun(text, size: size), in: Rect(x: 0, y: 0, width: box.width, height: box.height))
        return try canvas.finish()
    }

    private func appearanceOfSeal(
        _ field: PDFDictionary,
        _ revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        let picture = identity.picture
        if let places = SealPlaces(of: field) { return try appearance(in: places, field, &revision) }
        let placement = Placement(try picture.add(to: &revision), x: 0, y: 0)
        return try revision.addForm(size: picture.size, rotation: field.widgetRotation, showing: [placement])
    }
}

extension SealRevision {
    /// Number, book, date and seal in one field.
    private func appearance(
        in places: SealPlaces,
        _ field: PDFDictionary,
        _ revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        let size = Size(width: places.frame.width, height: places.frame.height)
        var texts: [Placement] = []
        for (name, place) in places.fields {
            let drawing = try line(
                text(of: name), size: AttestationStyle.block.textSize,
                in: Size(width: place.width, height: place.height))
            texts.append(
                Placement(try drawing.add(to: &revision), x: place.x, y: size.height - place.y - place.height))
        }
        let picture = identity.picture
        let seal = Placement(
            try picture.add(to: &revision),
            x: places.seal.x,
            y: size.height - places.seal.y - places.seal.height,
            scale: places.seal.width / picture.size.width
        )
        return try revision.addForm(size: size, rotation: field.widgetRotation, showing: texts + [seal])
    }
}

extension DocumentStructure {
    fileprivate func field(_ name: String) -> PDF.FormField? { fields.first { $0.name == name } }
}
