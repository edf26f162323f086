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
        content: consuming Spool.MappedFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        guard let names = CertificationFields.unsealed(among: structure.fields),
            let seal = structure.field(names.seal), let place = seal.rectangle
        else { throw SealingFault.noPlaceForSeal }
        var revision = Revision(extending: structure)
        for field in AttestationTemplate.Field.allCases {
            guard let form = structure.field(names.text(field)), let rectangle = form.rectangle else { continue }
            let appearance = try draw(text(of: field), size: rectangle).add(to: &revision)
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
            reservedOctets: ContentsReservation.octets(for: identity.key, timestamp: timestampRoom)
        )
        let value = revision.add(dictionary.object)
        let appearance = try drawSeal(size: place).add(to: &revision)
        let signed = SignatureField.signing(seal.dictionary, value: value, appearance: appearance)
        revision.write(.dictionary(signed), as: seal.reference)
        return try revision.signed(as: dictionary, by: identity, over: content, at: time)
    }

    private func text(of field: AttestationTemplate.Field) -> String {
        switch field {
        case .number: number.text
        case .book: book.text
        case .date: date.vietnameseInWords.replacing("ngày ", with: "", maxReplacements: 1)
        }
    }

    private func draw(_ text: String, size: PDFRectangle) throws(PDFFault) -> Drawing {
        var canvas = try Canvas(width: size.width, height: size.height)
        let block = TextBlock(text, size: Attestation.textSize)
        try canvas.text(block, in: Rect(x: 0, y: 0, width: size.width, height: size.height))
        return try canvas.finish()
    }

    private func drawSeal(size: PDFRectangle) throws(PDFFault) -> Drawing {
        var canvas = try Canvas(width: size.width, height: size.height)
        try canvas.image(identity.image, in: Rect(x: 0, y: 0, width: size.width, height: size.height))
        return try canvas.finish()
    }
}

extension DocumentStructure {
    fileprivate func field(_ name: String) -> PDF.FormField? { fields.first { $0.name == name } }
}
