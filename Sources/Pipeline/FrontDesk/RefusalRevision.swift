import Certification
import Mapping
import PAdES
import PDF

/// The signer's revision of a written refusal: one signature field with the signer's picture, on the only page.
struct RefusalRevision {
    private static let field = "TuChoi"

    let place: Rect
    let picture: Drawing
    let signer: SignerSettings
    let location: String
    let identity: SigningIdentity
    /// Octets to keep free for a signature timestamp.
    let timestampRoom: Int

    /// Blocking.
    ///
    /// - Returns: what to append to the file.
    func make(
        extending structure: DocumentStructure, content: consuming MappedFile, at time: LocalTime
    ) throws -> SignedRevision {
        var revision = Revision(extending: structure)
        let page = structure.lastPage
        let dictionary = SignatureDictionary(
            field: Self.field,
            time: Int(time.moment.milliseconds / 1000),
            utcOffset: time.offsetMinutes * 60,
            signer: signer.name,
            reason: "Từ chối chứng thực",
            location: location,
            reservedOctets: ContentsReservation.octets(for: identity.key, timestamp: timestampRoom)
        )
        let value = revision.add(dictionary.object)
        let field = SignatureField(
            name: Self.field, page: page.reference, rectangle: page.userSpace(place), pageRotation: page.rotation)
        let size = picture.size.fitted(into: Size(width: place.width, height: place.height))
        let appearance = try revision.addForm(
            size: Size(width: place.width, height: place.height),
            rotation: page.rotation,
            showing: [
                Placement(
                    try picture.add(to: &revision), x: (place.width - size.width) / 2,
                    y: (place.height - size.height) / 2, scale: size.width / picture.size.width)
            ]
        )
        let reference = revision.add(.dictionary(field.dictionary(value: value, appearance: appearance)))
        var changed = page.dictionary
        changed["Annots"] = .array(page.annotations + [.reference(reference)])
        revision.write(.dictionary(changed), as: page.reference)
        revision.addFields([reference], flags: [.signaturesExist, .appendOnly])
        return try revision.signed(as: dictionary, by: identity, over: content, at: time)
    }
}
