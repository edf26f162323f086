/// An object written once, for as many revisions as take it in: all but the numbers of the objects that come with it,
/// its companions.
struct PreparedObject: Sendable {
    /// A value, or what stands before a stream's data.
    private let text: [UInt8]
    /// Where in the text a reference belongs, in order, and to which of the companions.
    private let gaps: [(place: Int, companion: Int)]
    /// Of a stream.
    private let data: [UInt8]?

    /// - Parameter companions: their places in the order of their numbers, by what the object calls them.
    init(_ object: PDFObject, companions: [PDFReference: Int]) {
        self.init(object, data: nil, companions)
    }

    /// A stream; /Length is set.
    init(_ stream: Drawing.Stream, companions: [PDFReference: Int]) {
        var dictionary = stream.dictionary
        dictionary["Length"] = .integer(stream.data.count)
        self.init(.dictionary(dictionary), data: stream.data, companions)
    }

    private init(_ object: PDFObject, data: [UInt8]?, _ companions: [PDFReference: Int]) {
        var places: [Int] = []
        let gapped = object.mapReferences { reference in
            guard let companion = companions[reference] else { return .reference(reference) }
            places.append(companion)
            return .slot(Slot(id: "", byteCount: 0))
        }
        var writer = ObjectWriter()
        writer.write(gapped)
        gaps = zip(writer.slots, places).map { ($0.range.lowerBound, $1) }
        text = writer.bytes
        self.data = data
    }

    /// In octets, without the references.
    var byteCount: Int { text.count + (data?.count ?? 0) }

    /// - Parameter first: the number of the first companion; the others have those after it.
    func write(to writer: inout ObjectWriter, first: Int) {
        var written = 0
        for gap in gaps {
            writer.append(data: text[written..<gap.place])
            writer.append(PDFReference(first + gap.companion))
            written = gap.place
        }
        writer.append(data: text[written...])
        if let data { writer.append(streamData: data) }
    }
}
