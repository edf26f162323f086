/// A drawing made once, placed any number of times in any number of documents: a form XObject (ISO 32000-1, 8.10) and
/// all that it needs, fonts as embedded subsets.
package struct Drawing: Sendable {
    /// In points.
    package let size: Size
    let form: Stream
    let supplies: Supplies
    /// The form, for files that ask nothing special of it.
    private let prepared: PreparedObject
    /// Drawn over it, each with its lower left corner.
    private var overlays: [(drawing: Drawing, corner: Point)] = []

    struct Stream: Sendable {
        let dictionary: PDFDictionary
        let data: [UInt8]
    }

    enum Content: Sendable {
        case value(PDFObject)
        case stream(Stream)

        fileprivate var references: [PDFReference] {
            switch self {
            case .value(let value): value.references
            case .stream(let stream): PDFObject.dictionary(stream.dictionary).references
            }
        }
    }

    /// A page of a document of our own making, and what of it is taken.
    struct Page {
        let size: Size
        /// Of the page's upper part that is taken.
        var height: Double
        /// Whether its content stream is taken as it was before it was compressed.
        var contentDecoded = false

        init(size: Size) {
            self.size = size
            height = size.height
        }
    }

    /// Takes pages of a document of our own making; the drawings share what they need.
    ///
    /// - Parameter pages: from the first one on.
    static func all(_ pages: [Page], of document: [UInt8]) throws(PDFFault) -> [Drawing] {
        let result = document.withUnsafeBytes { bytes in
            Result { () throws(PDFFault) in
                try Self.extract(pages, of: DocumentReader(bytes, name: "cairo"))
            }
        }
        return try result.get()
    }

    init(size: Size, form: Stream, supplies: Supplies) {
        self.size = size
        self.form = form
        self.supplies = supplies
        prepared = PreparedObject(form, companions: supplies.places)
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
        _ pages: [Page], of reader: borrowing DocumentReader
    ) throws(PDFFault) -> [Drawing] {
        let catalog = try reader.resolve(try reader.trailer()["Root"]).dictionary
        let tree = try reader.resolve(catalog?["Pages"]).dictionary
        let kids = try reader.resolve(tree?["Kids"]).array ?? []
        guard kids.count == pages.count else { throw .drawingFailed(reason: "\(kids.count) pages") }
        var forms: [(size: Size, form: Stream)] = []
        for (page, kid) in zip(pages, kids) { forms.append(try form(page, kid, of: reader)) }

        let roots = forms.flatMap { PDFObject.dictionary($0.form.dictionary).references }
        var needs: [(number: PDFReference, content: Content)] = []
        for reference in try reader.reachable(from: roots) {
            switch try reader.indirectObject(reference) {
            case .object(let value): needs.append((reference, .value(completed(value))))
            case .stream: needs.append((reference, .stream(try stream(reference, of: reader))))
            }
        }
        // Lengths that are objects of their own went with the streams' old dictionaries.
        let wanted = Set(roots + needs.flatMap(\.content.references))
        let supplies = Supplies(needs.filter { wanted.contains($0.number) }, document: Array(reader.bytes))
        return forms.map { Drawing(size: $0.size, form: $0.form, supplies: supplies) }
    }

    private static func form(
        _ page: Page, _ kid: PDFObject, of reader: borrowing DocumentReader
    ) throws(PDFFault) -> (size: Size, form: Stream) {
        guard let dictionary = try reader.resolve(kid).dictionary, let contents = dictionary["Contents"]?.reference
        else { throw .drawingFailed(reason: "the page has no contents") }
        let resources = try reader.resolve(dictionary["Resources"])
        var form = try stream(contents, of: reader)
        if page.contentDecoded {
            form = Stream(dictionary: [:], data: try reader.decodedData(of: contents, limit: largestContent))
        }
        let box = PDFRectangle(
            left: 0, bottom: page.size.height - page.height, right: page.size.width, top: page.size.height)
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
        return (Size(width: box.width, height: box.height), form)
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
        let first = try revision.supply(supplies)
        guard revision.archiveRules != nil else { return revision.write(prepared, first: first, as: form) }
        var dictionary = self.form.dictionary.mapValues { $0.renumbered(by: supplies.places, from: first) }
        let resources = revision.resourcesWithColours(dictionary["Resources"]?.dictionary ?? [:])
        dictionary["Resources"] = .dictionary(resources)
        try revision.writeStream(dictionary, data: self.form.data, compress: false, as: form)
    }
}
