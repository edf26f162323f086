/// The document's form (ISO 32000-1, 12.7): where it lives, so that it can be extended there, and its fields.
package struct InteractiveForm: Codable, Equatable, Sendable {
    package enum Place: Codable, Equatable, Sendable {
        case absent
        case inCatalog
        case object(PDFReference)
    }

    package var place: Place
    /// Empty where the form is absent.
    package var dictionary: PDFDictionary
    /// Where the /Fields array is if it is an object of its own.
    package var fieldsReference: PDFReference?
    /// The /Fields array.
    package var roots: [PDFObject]
    /// All terminal fields, in the order of the tree; after them those that only a page's widgets lead to.
    package var fields: [FormField]
    /// Names of root fields that are not objects of their own, against the rules.
    package var directNames: [String]
    /// How the form breaks the rules so that strict readers give it up.
    package var flaw: String?
    /// Where the form has viewers make all appearances (/NeedAppearances; ISO 32000-1, Table 218): the widgets whose own
    /// they pass over for that. Nil where it does not. They pass over those of signatures and seals, too.
    package var passedOver: [PDFReference: PDFDictionary]?

    /// Whether there is a signature, be it of a signer or a time stamp. Earlier signatures allow new signature fields,
    /// but neither pages nor other fields.
    package var isSigned: Bool { fields.contains(where: \.holdsSignature) }

    /// Partial names that a new root field must not have.
    package var rootNames: Set<String> {
        Set((fields.map(\.name) + directNames).map { name in String(name.prefix { $0 != "." }) })
    }
}

/// A terminal field: one that has a value, not merely further fields (ISO 32000-1, 12.7.3).
package struct FormField: Codable, Equatable, Sendable {
    /// Fully qualified: the partial names on the way from the root, joined by periods.
    package var name: String
    /// Tx, Sig, Btn or Ch; nil where the file does not say.
    package var type: PDFName?
    package var reference: PDFReference
    /// With the inheritable attributes of its ancestors (/FT /Ff /V /DV /DA /Q).
    package var dictionary: PDFDictionary
    /// /V if that is a dictionary, as in a signed signature field; references in it are not followed.
    package var value: PDFDictionary?
    /// Where `value` is if it is an object of its own.
    package var valueReference: PDFReference?
    /// The field itself if it is its own widget, else its widgets.
    package var widgets: [PDFReference]
    /// Of the first widget that tells its page: from 0.
    package var page: Int?
    /// Of the first widget.
    package var rectangle: PDFRectangle?

    package var holdsSignature: Bool { type == "Sig" && value != nil }
}
