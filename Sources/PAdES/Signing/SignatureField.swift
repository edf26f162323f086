import PDF

/// A signature field that is its own widget (ISO 32000-1, 12.7.4.5 and 12.5.6.19).
///
/// Both fields of a certified copy are made in the leader's revision, one of them with a value; the seal's revision
/// then sets the other's value. A field made after the first signature would count as a change of the form.
package struct SignatureField: Sendable {
    /// Printed, and locked: a viewer neither moves nor deletes it (ISO 32000-1, table 165).
    private static let flags = 4 + 128

    /// Partial name, without a period; unique among the document's fields.
    package var name: String
    /// The page that shows it; the page's /Annots must list the field.
    package var page: PDFReference
    /// In the page's user space.
    package var rectangle: PDFRectangle
    /// Degrees clockwise that the page is turned by when it is shown.
    package var pageRotation: Int
    /// What readers aloud call it (/TU; ISO 32000-1, Table 220).
    package var label: String?

    package init(name: String, page: PDFReference, rectangle: PDFRectangle, pageRotation: Int = 0) {
        self.name = name
        self.page = page
        self.rectangle = rectangle
        self.pageRotation = pageRotation
    }

    /// One that shows nothing (ISO 32000-1, 12.7.4.5: an empty rectangle).
    package init(unseen name: String, page: PDFReference) {
        self.init(name: name, page: page, rectangle: PDFRectangle(left: 0, bottom: 0, right: 0, top: 0))
    }

    /// The field, to be written as an object of its own and listed in the form's /Fields and the page's /Annots.
    ///
    /// - Parameters:
    ///   - value: the signature dictionary; nil for a field that is signed later.
    ///   - appearance: a form XObject; nil for a field that shows nothing yet.
    ///   - lock: a ``FieldLock``'s dictionary, for whoever signs the field.
    package func dictionary(
        value: PDFReference? = nil,
        appearance: PDFReference? = nil,
        lock: PDFReference? = nil
    ) -> PDFDictionary {
        var field: PDFDictionary = [
            "Type": .name("Annot"),
            "Subtype": .name("Widget"),
            "FT": .name("Sig"),
            "T": .text(name),
            "Rect": .rect(rectangle.corners),
            "P": .reference(page),
            "F": .integer(Self.flags),
        ]
        field.setRotation(pageRotation)
        if let label { field["TU"] = .text(label) }
        if let appearance { field.setNormalAppearance(appearance) }
        if let value { field["V"] = .reference(value) }
        if let lock { field["Lock"] = .reference(lock) }
        return field
    }

    /// An existing empty field with its signature. Only /V and /AP change: all that an earlier signature allows.
    package static func signing(
        _ field: PDFDictionary,
        value: PDFReference,
        appearance: PDFReference?
    ) -> PDFDictionary {
        var field = field
        field["V"] = .reference(value)
        if let appearance { field.setNormalAppearance(appearance) }
        return field
    }
}

extension PDFDictionary {
    /// Turns a widget against its page, so that it stands upright (ISO 32000-1, table 189).
    mutating func setRotation(_ degrees: Int) {
        if degrees != 0 { self["MK"] = .dictionary(["R": .integer(degrees)]) }
    }

    /// The rotation of the page that a widget of ours was made for: degrees clockwise.
    package var widgetRotation: Int { self["MK"]?.dictionary?["R"]?.integer ?? 0 }

    /// Makes a form XObject the only appearance of a widget (ISO 32000-1, 12.5.5).
    mutating func setNormalAppearance(_ appearance: PDFReference) {
        self["AP"] = .dictionary(["N": .reference(appearance)])
    }
}
