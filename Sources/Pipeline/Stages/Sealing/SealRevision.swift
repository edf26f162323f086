import Certification
import PAdES
import PDF
import Spool

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
        content: borrowing ReadableFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        guard let names = CertificationFields.unsealed(among: structure.fields),
            let seal = structure.field(names.seal)
        else { throw SealingFault.noPlaceForSeal }
        var revision = Revision(extending: structure)
        let texts = SealTexts(number: number, book: book, date: date)
        for field in AttestationTemplate.Field.allCases {
            guard let form = structure.field(names.text(field)), let rectangle = form.rectangle else { continue }
            let appearance = try appearance(of: field, texts, in: rectangle, form.dictionary, &revision)
            let filled = TextField.filling(form.dictionary, with: texts[field], appearance: appearance)
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
            try appearanceOfSeal(seal.dictionary, texts, &revision)
        }
        let signed = SignatureField.signing(seal.dictionary, value: value, appearance: appearance)
        revision.write(.dictionary(signed), as: seal.reference)
        return try (consume revision).signed(as: dictionary, by: identity, over: content, at: time)
    }

    /// Without the word that stands before the field.
    static func text(of date: CivilDate) -> String {
        String(date.vietnameseInWords.dropFirst("ngày ".count))
    }

    /// The field's place is as high as a line of text: that tells the size to draw in, whatever the page's unit is.
    private func appearance(
        of name: AttestationTemplate.Field,
        _ texts: SealTexts,
        in rectangle: PDFRectangle,
        _ field: PDFDictionary,
        _ revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        let rotation = field.widgetRotation
        let isTurned = rotation % 180 != 0
        let (width, height) = isTurned ? (rectangle.height, rectangle.width) : (rectangle.width, rectangle.height)
        let textSize = AttestationStyle.page.textSize
        let lineHeight = try texts.lineHeight(size: textSize)
        let line = try texts.line(
            name, size: textSize, in: Size(width: width * lineHeight / height, height: lineHeight))
        return try line.addUpright(to: &revision, rotation: rotation)
    }

    private func appearanceOfSeal(
        _ field: PDFDictionary,
        _ texts: SealTexts,
        _ revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        if let places = SealPlaces(of: field) { return try appearance(in: places, texts, field, &revision) }
        return try identity.picture.addUpright(to: &revision, rotation: field.widgetRotation)
    }
}

extension SealRevision {
    /// Number, book, date and seal in one field.
    private func appearance(
        in places: SealPlaces,
        _ texts: SealTexts,
        _ field: PDFDictionary,
        _ revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        let size = Size(width: places.frame.width, height: places.frame.height)
        var lines: [Placement] = []
        for (name, place) in places.fields {
            let drawing = try texts.line(
                name, size: AttestationStyle.block.textSize, in: Size(width: place.width, height: place.height))
            lines.append(
                Placement(try drawing.add(to: &revision), x: place.x, y: size.height - place.y - place.height))
        }
        let picture = identity.picture
        let seal = Placement(
            try picture.add(to: &revision),
            x: places.seal.x,
            y: size.height - places.seal.y - places.seal.height,
            scale: places.seal.width / picture.size.width
        )
        return try revision.addForm(size: size, rotation: field.widgetRotation, showing: lines + [seal])
    }
}

extension DocumentStructure {
    fileprivate func field(_ name: String) -> PDF.FormField? { fields.first { $0.name == name } }
}
