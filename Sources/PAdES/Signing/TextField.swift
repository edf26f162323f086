import PDF

/// A text field that is its own widget (ISO 32000-1, 12.7.4.3): a place for what is known only after the first
/// signature, such as the number and date of a certification.
///
/// The widget must not be an object of its own under /Kids: filling it in would then change an object that an earlier
/// signature does not expect to change.
package struct TextField: Sendable {
    /// Printed (ISO 32000-1, table 165).
    private static let flags = 4
    /// ReadOnly, bit 1 of /Ff (ISO 32000-1, table 221).
    private static let readOnly = 1

    /// Partial name, without a period; unique among the document's fields.
    package var name: String
    /// The page that shows it; the page's /Annots must list the field.
    package var page: PDFReference
    /// In the page's user space.
    package var rectangle: PDFRectangle
    /// In the page's units, for viewers that draw the value themselves.
    package var fontSize: Double
    /// Degrees clockwise that the page is turned by when it is shown.
    package var pageRotation: Int
    /// What readers aloud call it (/TU; ISO 32000-1, Table 220).
    package var label: String?

    package init(
        name: String, page: PDFReference, rectangle: PDFRectangle, fontSize: Double, pageRotation: Int = 0
    ) {
        self.name = name
        self.page = page
        self.rectangle = rectangle
        self.fontSize = fontSize
        self.pageRotation = pageRotation
    }

    /// The empty field, to be written as an object of its own and listed in the form's /Fields and the page's /Annots.
    ///
    /// - Parameter appearance: a form XObject; nil for a field that shows nothing yet.
    package func dictionary(appearance: PDFReference? = nil) -> PDFDictionary {
        var size = ObjectWriter()
        size.write(.number(fontSize))
        var field: PDFDictionary = [
            "Type": .name("Annot"),
            "Subtype": .name("Widget"),
            "FT": .name("Tx"),
            "T": .text(name),
            "Rect": .rect(rectangle.corners),
            "P": .reference(page),
            "F": .integer(Self.flags),
            "DA": .string(Array("/Helv ".utf8) + size.bytes + Array(" Tf 0 g".utf8)),
        ]
        field.setRotation(pageRotation)
        if let label { field["TU"] = .text(label) }
        if let appearance { field.setNormalAppearance(appearance) }
        return field
    }

    /// An existing field with its value, closed to further typing. Only /V, /AP and /Ff change: what an earlier
    /// signature allows.
    ///
    /// - Parameter appearance: a form XObject that shows the value; viewers show this, not the value.
    package static func filling(_ field: PDFDictionary, with text: String, appearance: PDFReference) -> PDFDictionary {
        var field = field
        field["V"] = .text(text)
        field["Ff"] = .integer((field["Ff"]?.integer ?? 0) | readOnly)
        field.setNormalAppearance(appearance)
        return field
    }
}
