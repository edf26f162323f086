/// A drawing made once, placed any number of times in any number of documents: a form XObject (ISO 32000-1, 8.10) and
/// all that it needs, fonts as embedded subsets.
package struct Drawing: Sendable {
    /// In points.
    package let size: Size
    private let form: Stream
    /// What the form leads to, under the numbers that it calls them by.
    let needs: [(number: PDFReference, content: Content)]
    /// Of descriptors of CID fonts: how many characters, from 0 on, the subset has.
    private let characters: [PDFReference: Int]
    /// As Cairo made it, where pictures in it are transparent: what files that may have no soft masks get is made of it.
    let document: [UInt8]?

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
    init(pageOf document: [UInt8], size: Size, height: Double) throws(PDFFault) {
        let box = PDFRectangle(left: 0, bottom: size.height - height, right: size.width, top: size.height)
        let result = document.withUnsafeBytes { bytes in
            Result { () throws(PDFFault) in try Self.extract(DocumentReader(bytes, name: "cairo"), box: box) }
        }
        self = try result.get()
    }

    private init(
        size: Size,
        form: Stream,
        needs: [(number: PDFReference, content: Content)],
        characters: [PDFReference: Int],
        document: [UInt8]?
    ) {
        self.size = size
        self.form = form
        self.needs = needs
        self.characters = characters
        self.document = document
    }

    private static func extract(_ reader: borrowing DocumentReader, box: PDFRectangle) throws(PDFFault) -> Drawing {
        let catalog = try reader.resolve(try reader.trailer()["Root"]).dictionary
        let pages = try reader.resolve(catalog?["Pages"]).dictionary
        let page = try reader.resolve(try reader.resolve(pages?["Kids"]).array?.first).dictionary
        guard let page, let contents = page["Contents"]?.reference else {
            throw .drawingFailed(reason: "the page has no contents")
        }
        let resources = try reader.resolve(page["Resources"])
        var form = try stream(contents, of: reader)
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
        var characters: [PDFReference: Int] = [:]
        var isTransparent = false
        for need in needs {
            switch need.content {
            case .value(let value):
                guard let font = value.dictionary, let descriptor = font["FontDescriptor"]?.reference else { continue }
                characters[descriptor] = font.charactersOfSubset
            case .stream(let stream):
                if stream.dictionary["SMask"] != nil { isTransparent = true }
            }
        }
        return Drawing(
            size: Size(width: box.width, height: box.height),
            form: form,
            needs: needs,
            characters: characters,
            document: isTransparent ? Array(reader.bytes) : nil
        )
    }

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
        let rules = revision.archiveRules
        let hardened = try rules?.forbidsSoftMasks == true ? hardened() : [:]
        var numbers: [PDFReference: PDFReference] = [:]
        for need in needs { numbers[need.number] = revision.reserve() }
        func renumber(_ object: PDFObject) -> PDFObject {
            object.mapReferences { .reference(numbers[$0] ?? $0) }
        }
        for need in needs {
            guard let number = numbers[need.number] else { continue }
            switch need.content {
            case .value(let value):
                var value = renumber(value)
                if rules?.wantsCIDSets == true, let count = characters[need.number], var descriptor = value.dictionary {
                    let set = try revision.addStream([:], data: Self.characterSet(count), compress: true)
                    descriptor["CIDSet"] = .reference(set)
                    value = .dictionary(descriptor)
                }
                revision.write(value, as: number)
            case .stream(let soft):
                let stream = hardened[need.number] ?? soft
                let dictionary = stream.dictionary.mapValues(renumber)
                try revision.writeStream(dictionary, data: stream.data, compress: false, as: number)
            }
        }
        var dictionary = self.form.dictionary.mapValues(renumber)
        let resources = revision.resourcesWithColours(dictionary["Resources"]?.dictionary ?? [:])
        dictionary["Resources"] = .dictionary(resources)
        try revision.writeStream(dictionary, data: self.form.data, compress: false, as: form)
    }
}

extension Drawing {
    /// One bit for each character, the first in the highest (ISO 32000-1, Table 124, /CIDSet).
    private static func characterSet(_ count: Int) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
        for index in 0..<count { bits[index / 8] |= 0x80 >> UInt8(index % 8) }
        return bits
    }
}

extension PDFDictionary {
    /// Of a CID font as Cairo makes it, whose /W begins with the widths of all its characters from 0 on; nil for others.
    fileprivate var charactersOfSubset: Int? {
        guard let kind = self["Subtype"]?.name, kind == "CIDFontType2" || kind == "CIDFontType0",
            let widths = self["W"]?.array, widths.count == 2, widths[0].integer == 0
        else { return nil }
        return widths[1].array?.count
    }
}
