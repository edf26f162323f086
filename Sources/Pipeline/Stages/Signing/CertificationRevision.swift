import Certification
import Foundation
import PAdES
import PDF
import Spool

/// The leader's revision: attestation page, the fields for number, book and date, both signature fields, and the
/// leader's signature, all in one incremental update.
///
/// Everything that the seal's revision will need is made here: what comes into being after a signature counts as a
/// change of the signed document, filling fields and signing does not.
struct CertificationRevision {
    let attestation: Attestation
    let identity: SigningIdentity
    /// Octets to keep free for a signature timestamp.
    let timestampRoom: Int

    /// Blocking.
    ///
    /// - Parameter content: the file that is extended.
    /// - Returns: what to append, once it is timestamped where that is asked for, to it.
    func make(
        extending structure: DocumentStructure,
        content: consuming Spool.MappedFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        let layout = try attestation.layOut()
        let names = CertificationFields.free(among: structure.fields)
        var revision = Revision(extending: structure)
        let page = revision.reserve()

        let dictionary = SignatureDictionary(
            field: names.leader,
            time: Int(time.moment.milliseconds / 1000),
            utcOffset: time.offsetMinutes * 60,
            signer: attestation.signerName,
            reason: "Chứng thực bản sao đúng với bản chính",
            location: attestation.values[.place],
            reservedOctets: ContentsReservation.octets(for: identity.key, timestamp: timestampRoom)
        )
        var fields: [PDFReference] = []
        for (field, place) in layout.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let text = TextField(
                name: names.text(field),
                page: page,
                rectangle: PDFRectangle(place, onPageOf: Attestation.pageSize),
                fontSize: Attestation.textSize
            )
            fields.append(revision.add(.dictionary(text.dictionary())))
        }
        let leader = SignatureField(
            name: names.leader,
            page: page,
            rectangle: PDFRectangle(layout.signaturePlace, onPageOf: Attestation.pageSize)
        )
        let appearance = try layout.signature.add(to: &revision)
        let value = revision.add(dictionary.object)
        fields.append(revision.add(.dictionary(leader.dictionary(value: value, appearance: appearance))))
        // Last, so that viewers paint it over the signature.
        let seal = SignatureField(
            name: names.seal,
            page: page,
            rectangle: PDFRectangle(layout.sealPlace, onPageOf: Attestation.pageSize)
        )
        fields.append(revision.add(.dictionary(seal.dictionary())))

        let (contents, resources) = try revision.addContents(
            showing: [Placement(try layout.page.add(to: &revision), x: 0, y: 0)]
        )
        try revision.appendPage(
            [
                "MediaBox": .rect([0, 0, Attestation.pageSize.width, Attestation.pageSize.height]),
                "Contents": .reference(contents),
                "Resources": .dictionary(resources),
                "Annots": .array(fields.map { .reference($0) }),
            ],
            as: page
        )
        revision.addFields(fields, flags: [.signaturesExist, .appendOnly])

        return try revision.signed(as: dictionary, by: identity, over: content, at: time)
    }
}

extension Revision {
    /// Closes the revision with a signature. Blocking.
    consuming func signed(
        as dictionary: SignatureDictionary,
        by identity: SigningIdentity,
        over content: borrowing Spool.MappedFile,
        at time: LocalTime
    ) throws -> SignedRevision {
        let prepared = try PreparedSignature(try serialized(), dictionary: dictionary)
        let hashed = try prepared.hashed(input: content.bytes, for: identity.algorithm)
        return try hashed.signed(with: identity.key, at: time.moment.date)
    }
}

extension PDFRectangle {
    /// A place that is measured from the top, in the page's own coordinates.
    init(_ rect: Rect, onPageOf size: Size) {
        self.init(
            left: rect.x,
            bottom: size.height - rect.y - rect.height,
            right: rect.x + rect.width,
            top: size.height - rect.y
        )
    }
}
