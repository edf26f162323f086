/// A drawing made once, placed any number of times in any number of documents: a form XObject (ISO 32000-1, 8.10) and
/// all that it needs, fonts as embedded subsets.
package struct Drawing: Sendable {
    /// In points.
    package let size: Size
    let form: Stream
    let supplies: Supplies
    /// Drawn over it, each with its lower left corner.
    private var overlays: [(drawing: Drawing, corner: Point)] = []

    struct Stream: Sendable {
        let dictionary: PDFDictionary
        let data: [UInt8]
    }

    enum Content: Sendable {
        case value(PDFObject)
        case stream(Stream)
    }

    /// Takes the first page of a document of our own making.
    ///
    /// - Parameters:
    ///   - size: the page's.
    ///   - height: of the page's upper part that is taken.
    ///   - contentDecoded: whether its content stream is taken as it was before it was compressed.
    init(
        pageOf document: [UInt8], size: Size, height: Double, contentDecoded: Bool = false
    ) throws(PDFFault) {
        let box = PDFRectangle(left: 0, bottom: size.height - height, right: size.width, top: size.height)
        let result = document.withUnsafeBytes { bytes in
            Result { () throws(PDFFault) in
                try Self.extract(DocumentReader(bytes, name: "cairo"), box: box, contentDecoded: contentDecoded)
            }
        }
        self = try result.get()
    }

    init(size: Size, form: Stream, supplies: Supplies) {
        self.size = size
        self.form = form
        self.supplies = supplies
    }

    /// Made of a content stream of our own.
    ///
    /// - Parameter supplies: what the resources refer to.
    init(size: Size, content: [UInt8], resources: PDFDictionary = [:], supplies: Supplies = Supplies()) {
        let dictionary: PDFDictionary = [
            "Type": .name("XObject"),
            "Subtype": .name("Form"),
            "BBox": .rect([0, 0, size.width, size.height]),
            "Resources": .dictionary(resources),
        ]
        self.init(size: size, form: Stream(dictionary: dictionary, data: content), supplies: supplies)
    }

    /// With another drawing over it.
    ///
    /// - Parameter corner: where the other's top left corner goes: from this one's, y downwards.
    package func covered(by other: Drawing, at corner: Point) -> Drawing {
        var drawing = self
        let bottom = Point(x: corner.x, y: size.height - corner.y - other.size.height)
        drawing.overlays.append((other, bottom))
        return drawing
    }

    private static func extract(
        _ reader: borrowing DocumentReader, box: PDFRectangle, contentDecoded: Bool
    ) throws(PDFFault) -> Drawing {
        let catalog = try reader.resolve(try reader.trailer()["Root"]).dictionary
        let pages = try reader.resolve(catalog?["Pages"]).dictionary
        let page = try reader.resolve(try reader.resolve(pages?["Kids"]).array?.first).dictionary
        guard let page, let contents = page["Contents"]?.reference else {
            throw .drawingFailed(reason: "the page has no contents")
        }
        let resources = try reader.resolve(page["Resources"])
        var form = try stream(contents, of: reader)
        if contentDecoded {
            form = Stream(dictionary: [:], data: try reader.decodedData(of: contents, limit: largestContent))
        }
        form = Stream(
            dictionary: form.dictionary.merging([
                "Type": .name("XObject"),
                "Subtype": .name("Form"),
                "BBox": .rect(box.corners),
                "Matrix": .array([1, 0, 0, 1, -box.left, -box.bottom].map { .number($0) }),
                "Resources": resources,
            ]),
            data: form.data
        )
        var needs: [(number: PDFReference, content: Content)] = []
        for reference in try reader.reachable(from: PDFObject.dictionary(form.dictionary).references) {
            switch try reader.indirectObject(reference) {
            case .object(let value): needs.append((reference, .value(completed(value))))
            case .stream: needs.append((reference, .stream(try stream(reference, of: reader))))
            }
        }
        return Drawing(
            size: Size(width: box.width, height: box.height),
            form: form,
            supplies: Supplies(needs, document: Array(reader.bytes))
        )
    }

    /// Of a content stream of our own making, in octets.
    private static let largestContent = 1 << 20

    /// With the map that PDF/A demands in so many words, where Cairo relies on the default (ISO 19005-1, 6.3.3.2;
    /// ISO 19005-2, 6.2.11.3.2).
    private static func completed(_ value: PDFObject) -> PDFObject {
        guard var font = value.dictionary, font["Subtype"]?.name == "CIDFontType2", font["CIDToGIDMap"] == nil else {
            return value
        }
        font["CIDToGIDMap"] = .name("Identity")
        return .dictionary(font)
    }

    /// With its length where it belongs: Cairo makes it an object of its own.
    static func stream(
        _ reference: PDFReference, of reader: borrowing DocumentReader
    ) throws(PDFFault) -> Stream {
        guard case .stream(var dictionary) = try reader.indirectObject(reference) else {
            throw .drawingFailed(reason: "a stream is missing")
        }
        dictionary["Length"] = nil
        // No PDF/A allows it (ISO 19005-1, 6.2.4; ISO 19005-2, 6.2.8).
        dictionary["Interpolate"] = nil
        return Stream(dictionary: dictionary, data: try reader.rawData(of: reference))
    }

    /// Writes the drawing into a revision. Its lower left corner is the form's origin; a widget's /AP /N can refer to it
    /// as it is.
    ///
    /// - Returns: the form XObject.
    package func add(to revision: inout Revision) throws(PDFFault) -> PDFReference {
        let form = revision.reserve()
        try write(to: &revision, as: form)
        return form
    }

    /// The same under a number reserved before.
    package func write(to revision: inout Revision, as form: PDFReference) throws(PDFFault) {
        guard !overlays.isEmpty else { return try writeForm(to: &revision, as: form) }
        let base = revision.reserve()
        try writeForm(to: &revision, as: base)
        var placements = [Placement(base, x: 0, y: 0)]
        for (drawing, corner) in overlays {
            placements.append(Placement(try drawing.add(to: &revision), x: corner.x, y: corner.y))
        }
        try revision.writeForm(size: size, showing: placements, as: form)
    }

    private func writeForm(to revision: inout Revision, as form: PDFReference) throws(PDFFault) {
        let numbers = try revision.supply(supplies)
        var dictionary = self.form.dictionary.mapValues { $0.renumbered(by: numbers) }
        let resources = revision.resourcesWithColours(dictionary["Resources"]?.dictionary ?? [:])
        dictionary["Resources"] = .dictionary(resources)
        try revision.writeStream(dictionary, data: self.form.data, compress: false, as: form)
    }
}
