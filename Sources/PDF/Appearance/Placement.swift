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
    /// /Contents and /Resources. In a tagged file it is marked for ``tag(_:_:text:widgets:)``.
    package mutating func addContents(
        showing placements: [Placement]
    ) throws(PDFFault) -> (contents: PDFReference, resources: PDFDictionary) {
        let (data, resources) = Self.contents(placements)
        return (try addStream([:], data: contentMark.around(data), compress: false), resources)
    }

    /// A form XObject that is made of others: a seal over a text, say.
    ///
    /// - Parameter rotation: degrees clockwise that the page is turned by when it is shown: an appearance is turned the
    ///   other way, so that it stands upright (ISO 32000-1, 12.5.5, algorithm 8.1, fits it into its rectangle).
    package mutating func addForm(
        size: Size, rotation: Int = 0, showing placements: [Placement]
    ) throws(PDFFault) -> PDFReference {
        let (data, resources) = Self.contents(placements)
        return try addForm(size: size, rotation: rotation, data: data, resources: resources)
    }

    /// The same as ``addForm(size:rotation:showing:)`` upright, under a number reserved before.
    mutating func writeForm(
        size: Size, showing placements: [Placement], as form: PDFReference
    ) throws(PDFFault) {
        let (data, resources) = Self.contents(placements)
        let dictionary = Self.formDictionary(size: size, rotation: 0, resources: resources)
        try writeStream(dictionary, data: data, compress: false, as: form)
    }

    /// A form XObject with a row of dots, for a place on paper that is still to be filled in.
    package mutating func addDots(size: Size, rotation: Int = 0) throws(PDFFault) -> PDFReference {
        var writer = ObjectWriter()
        // Round caps on dashes without length are dots.
        writer.append("q 1 J 0.8 w [0 3] 0 d 1.5 ")
        let (baseline, end) = (size.height * 0.22, max(1.5, size.width - 1.5))
        for number in [baseline, end, baseline] {
            if number == end { writer.append("m ") }
            writer.append(number)
            writer.append(" ")
        }
        writer.append("l S Q\n")
        return try addForm(size: size, rotation: rotation, data: writer.bytes, resources: resourcesWithColours([:]))
    }

    /// The appearance of a field that shows nothing; nil where the file need not have one.
    package mutating func addUnseenForm() throws(PDFFault) -> PDFReference? {
        guard archiveRules?.wantsAppearances == true else { return nil }
        return try addForm(size: Size(width: 1, height: 1), rotation: 0, data: [], resources: [:])
    }

    private mutating func addForm(
        size: Size, rotation: Int, data: [UInt8], resources: PDFDictionary
    ) throws(PDFFault) -> PDFReference {
        let dictionary = Self.formDictionary(size: size, rotation: rotation, resources: resources)
        return try addStream(dictionary, data: data, compress: false)
    }

    private static func formDictionary(size: Size, rotation: Int, resources: PDFDictionary) -> PDFDictionary {
        let matrix: [Double] =
            switch rotation {
            case 90: [0, 1, -1, 0, 0, 0]
            case 180: [-1, 0, 0, -1, 0, 0]
            case 270: [0, -1, 1, 0, 0, 0]
            default: [1, 0, 0, 1, 0, 0]
            }
        return [
            "Type": .name("XObject"),
            "Subtype": .name("Form"),
            "BBox": .rect([0, 0, size.width, size.height]),
            "Matrix": .array(matrix.map { .number($0) }),
            "Resources": .dictionary(resources),
        ]
    }

    private static func contents(_ placements: [Placement]) -> (data: [UInt8], resources: PDFDictionary) {
        var writer = ObjectWriter()
        var forms = PDFDictionary()
        for (index, placement) in placements.enumerated() {
            let name = PDFName("Fm\(index)")
            forms[name] = .reference(placement.form)
            writer.append("q ")
            writer.append(operands: [placement.scale, 0, 0, placement.scale, placement.x, placement.y])
            writer.append("cm ")
            writer.write(.name(name))
            writer.append(" Do Q\n")
        }
        return (writer.bytes, ["XObject": .dictionary(forms)])
    }
}

extension Drawing {
    /// Writes the drawing into a revision as the appearance of a widget.
    ///
    /// - Parameter rotation: as of ``Revision/addForm(size:rotation:showing:)``.
    package func addUpright(to revision: inout Revision, rotation: Int) throws(PDFFault) -> PDFReference {
        let form = try add(to: &revision)
        guard rotation != 0 else { return form }
        return try revision.addForm(size: size, rotation: rotation, showing: [Placement(form, x: 0, y: 0)])
    }
}
