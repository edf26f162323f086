/// A form XObject put onto a page or into another form.
package struct Placement: Sendable {
    package var form: PDFReference
    /// Where the form's origin comes to stand, in the units of what it is placed on: from the lower left, y upwards.
    package var x, y: Double
    package var scale: Double

    package init(_ form: PDFReference, x: Double, y: Double, scale: Double = 1) {
        self.form = form
        self.x = x
        self.y = y
        self.scale = scale
    }
}

extension Revision {
    /// A content stream that shows forms, the later over the earlier, and the resources it needs: for a new page's
    /// /Contents and /Resources.
    package mutating func addContents(
        showing placements: [Placement]
    ) throws(PDFFault) -> (contents: PDFReference, resources: PDFDictionary) {
        let (data, resources) = Self.contents(placements)
        return (try addStream([:], data: data, compress: false), resources)
    }

    /// A form XObject that is made of others: a seal over a text, say.
    package mutating func addForm(size: Size, showing placements: [Placement]) throws(PDFFault) -> PDFReference {
        let (data, resources) = Self.contents(placements)
        let dictionary: PDFDictionary = [
            "Type": .name("XObject"),
            "Subtype": .name("Form"),
            "BBox": .rect([0, 0, size.width, size.height]),
            "Resources": .dictionary(resources),
        ]
        return try addStream(dictionary, data: data, compress: false)
    }

    private static func contents(_ placements: [Placement]) -> (data: [UInt8], resources: PDFDictionary) {
        var writer = ObjectWriter()
        var forms = PDFDictionary()
        for (index, placement) in placements.enumerated() {
            let name = PDFName("Fm\(index)")
            forms[name] = .reference(placement.form)
            writer.append("q ")
            for number in [placement.scale, 0, 0, placement.scale, placement.x, placement.y] {
                writer.write(.number(number))
                writer.append(" ")
            }
            writer.append("cm ")
            writer.write(.name(name))
            writer.append(" Do Q\n")
        }
        return (writer.bytes, ["XObject": .dictionary(forms)])
    }
}
