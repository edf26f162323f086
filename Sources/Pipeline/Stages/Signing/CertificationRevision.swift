import Certification
import Foundation
import PAdES
import PDF
import Spool

/// The leader's revision: attestation, the fields for number, book and date, both signature fields, and the leader's
/// signature, all in one incremental update.
///
/// Everything that the seal's revision will need is made here: what comes into being after a signature counts as a
/// change of the signed document, filling fields and signing does not. On a page of the original all that is shown is
/// the appearance of fields: the page's own contents and resources stay as they are. An original that is signed already
/// gets signature fields and nothing else that is new: all that its signatures allow. One that its author certified gets
/// fields that show nothing.
struct CertificationRevision {
    let attestation: Attestation
    let placed: PlacedAttestation
    let identity: SigningIdentity
    /// Octets to keep free for a signature timestamp.
    let timestampRoom: Int

    /// Blocking.
    ///
    /// - Parameter content: the file that is extended.
    /// - Returns: what to append, once it is timestamped where that is asked for, to it.
    func make(
        extending structure: DocumentStructure,
        content: borrowing ReadableFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        let names = CertificationFields.free(in: structure.form)
        var revision = Revision(extending: structure)
        let page = geometry(in: &revision)
        let dictionary = SignatureDictionary(
            field: names.leader,
            time: Int(time.moment.milliseconds / 1000),
            utcOffset: time.offsetMinutes * 60,
            signer: attestation.signerName,
            reason: "Chứng thực bản sao đúng với bản chính",
            location: attestation.values[.place],
            reservedOctets: ContentsReservation.octets(for: identity.key, timestamp: timestampRoom)
        )
        let value = revision.add(dictionary.object)
        let fields = try addFields(names, on: page, value: value, to: &revision)
        try write(page, with: fields, to: &revision)
        if !isRestricted {
            try revision.mendMetadata()
            revision.settleAppearances()
            revision.dropUsageRights()
        }
        revision.addFields(fields, flags: [.signaturesExist, .appendOnly])
        return try (consume revision).signed(as: dictionary, by: identity, over: content, at: time)
    }

    /// By signatures that the original holds.
    private var isRestricted: Bool { placed.report.furtherSignatures != .unrestricted }

    /// All of the fields, that of the seal last, so that viewers paint it over the signature.
    private func addFields(
        _ names: CertificationFields,
        on page: PageGeometry,
        value: PDFReference,
        to revision: inout Revision
    ) throws(PDFFault) -> [PDFReference] {
        guard let layout = placed.layout else {
            let leader = SignatureField(unseen: names.leader, page: page.reference)
            let seal = SignatureField(unseen: names.seal, page: page.reference)
            let appearance = try revision.addUnseenForm()
            return [
                revision.add(.dictionary(leader.dictionary(value: value, appearance: appearance))),
                revision.add(.dictionary(seal.dictionary(appearance: appearance))),
            ]
        }
        let leader = try addLeaderField(names, layout, on: page, value: value, to: &revision)
        guard !isRestricted else {
            return [leader, revision.add(.dictionary(sealFieldWithPlaces(names, layout, on: page)))]
        }
        let texts = try addTextFields(names, layout, on: page, to: &revision)
        let lock = FieldLock.sealed(revision.structure, and: layout.fields.keys.map(names.text))
        let reference = revision.add(.dictionary(lock.dictionary))
        let seal = sealField(names, at: layout.sealPlace, on: page, lock: reference)
        return [leader] + texts + [revision.add(.dictionary(seal))]
    }

    // MARK: Page

    private func geometry(in revision: inout Revision) -> PageGeometry {
        switch placed.sheet.ground {
        case .page(let page, _), .unseen(let page): page
        case .newPage: PageGeometry(new: revision.reserve(), size: AttestationStyle.pageSize)
        }
    }

    private func rectangle(_ place: Rect, on page: PageGeometry) -> PDFRectangle {
        var place = place
        place.x += placed.sheet.corner.x
        place.y += placed.sheet.corner.y
        return page.userSpace(place)
    }

    private func write(_ page: PageGeometry, with fields: [PDFReference], to revision: inout Revision) throws {
        // An array of its own: one that other pages share would show the fields there, too.
        let annotations = PDFObject.array(page.annotations + fields.map { .reference($0) })
        guard let drawing = placed.layout?.page else {
            if isRestricted, let array = page.dictionary["Annots"]?.reference {
                // Where a signature has seen the array, it must grow, not move.
                revision.write(annotations, as: array)
                return
            }
            var dictionary = page.dictionary
            dictionary["Annots"] = annotations
            if !isRestricted { revision.tag(&dictionary, page.reference, text: nil, widgets: fields) }
            revision.write(.dictionary(dictionary), as: page.reference)
            return
        }
        let placement = Placement(try drawing.add(to: &revision), x: 0, y: 0)
        let (contents, resources) = try revision.addContents(showing: [placement])
        var dictionary: PDFDictionary = [
            "MediaBox": .rect(page.mediaBox.corners),
            "Contents": .reference(contents),
            "Resources": .dictionary(resources),
            "Annots": annotations,
        ]
        revision.tag(&dictionary, page.reference, text: attestation.spokenText, widgets: fields)
        try revision.appendPage(dictionary, as: page.reference)
    }

    // MARK: Fields

    private func addLeaderField(
        _ names: CertificationFields,
        _ layout: AttestationLayout,
        on page: PageGeometry,
        value: PDFReference,
        to revision: inout Revision
    ) throws(PDFFault) -> PDFReference {
        var field = SignatureField(
            name: names.leader,
            page: page.reference,
            rectangle: rectangle(layout.signaturePlace, on: page),
            pageRotation: page.rotation
        )
        field.label = "Chữ ký của \(attestation.signerName), \(attestation.signerTitle)"
        let (size, picture) = (layout.signature.size, layout.picturePlace)
        let appearance = try revision.addForm(
            size: size,
            rotation: page.rotation,
            showing: [
                Placement(try layout.signature.add(to: &revision), x: 0, y: 0),
                Placement(
                    try attestation.picture.add(to: &revision),
                    x: picture.x,
                    y: size.height - picture.y - picture.height,
                    scale: picture.width / attestation.picture.size.width
                ),
            ]
        )
        return revision.add(.dictionary(field.dictionary(value: value, appearance: appearance)))
    }

    private func sealField(
        _ names: CertificationFields,
        at place: Rect,
        on page: PageGeometry,
        lock: PDFReference? = nil
    ) -> PDFDictionary {
        var field = SignatureField(
            name: names.seal,
            page: page.reference,
            rectangle: rectangle(place, on: page),
            pageRotation: page.rotation
        )
        field.label = "Con dấu của \(attestation.office)"
        return field.dictionary(lock: lock)
    }

    private func sealFieldWithPlaces(
        _ names: CertificationFields,
        _ layout: AttestationLayout,
        on page: PageGeometry
    ) -> PDFDictionary {
        let places = SealPlaces(layout)
        var field = sealField(names, at: places.frame, on: page)
        field[SealPlaces.key] = places.entry
        return field
    }

    private func addTextFields(
        _ names: CertificationFields,
        _ layout: AttestationLayout,
        on page: PageGeometry,
        to revision: inout Revision
    ) throws(PDFFault) -> [PDFReference] {
        var fields: [PDFReference] = []
        for (field, place) in layout.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var text = TextField(
                name: names.text(field),
                page: page.reference,
                rectangle: rectangle(place, on: page),
                fontSize: layout.textSize / page.userUnit,
                pageRotation: page.rotation
            )
            text.label = field.label
            let size = Size(width: place.width, height: place.height)
            let dots = try revision.addDots(size: size, rotation: page.rotation)
            fields.append(revision.add(.dictionary(text.dictionary(appearance: dots))))
        }
        return fields
    }
}
