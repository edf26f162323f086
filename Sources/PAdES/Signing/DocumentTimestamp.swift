import PDF

/// The value of a document timestamp's field (ISO 32000-2, 12.8.5; ETSI EN 319 142-1, 5.4.3): the token alone, without
/// name, date, reason, location or certificate.
package struct DocumentTimestamp: Sendable {
    /// Partial name, without a period; unique among the document's fields.
    package var field: String
    /// Octets of token that /Contents has room for.
    package var reservedOctets: Int

    package init(field: String, reservedOctets: Int) {
        self.field = field
        self.reservedOctets = reservedOctets
    }

    /// The value, to be written as an object of its own.
    private var object: PDFObject {
        .dictionary([
            "Type": .name("DocTimeStamp"),
            "Filter": .name("Adobe.PPKLite"),
            "SubFilter": .name("ETSI.RFC3161"),
            "ByteRange": .slot(slots.byteRange),
            "Contents": .slot(slots.contents),
        ])
    }

    var slots: SignatureSlots { SignatureSlots(field: field, reservedOctets: reservedOctets) }

    /// Writes value and field. The field shows nothing and stands on no page: a page's /Annots stay as they were
    /// signed (ISO 32000-2, 12.7.5.5 asks for a widget with an empty rectangle where nothing is to be seen).
    package func add(to revision: inout Revision) throws(PDFFault) {
        let value = revision.add(object)
        var field: PDFDictionary = [
            "Type": .name("Annot"),
            "Subtype": .name("Widget"),
            "FT": .name("Sig"),
            "T": .text(field),
            "V": .reference(value),
            "Rect": .rect([0, 0, 0, 0]),
            "F": .integer(Self.flags),
        ]
        if let appearance = try revision.addUnseenForm() { field.setNormalAppearance(appearance) }
        revision.addFields([revision.add(.dictionary(field))], flags: [.signaturesExist, .appendOnly])
    }

    /// Hidden from nobody who asks, and locked, as ``SignatureField``'s (ISO 32000-1, table 165).
    private static let flags = 4 + 128
}
