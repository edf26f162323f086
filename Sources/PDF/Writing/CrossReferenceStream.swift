/// A cross-reference section as a stream (ISO 32000-1, 7.5.8), whose dictionary is the trailer.
struct CrossReferenceStream {
    private let runs: [CrossReferenceRun]

    /// - Parameter entries: the stream's own among them.
    init(_ entries: [Int: CrossReferenceEntry]) {
        runs = CrossReferenceRun.all(of: entries)
    }

    /// Throws where an offset does not fit into the four bytes we give it.
    func write(
        trailer: PDFDictionary,
        as reference: PDFReference,
        to writer: inout ObjectWriter
    ) throws(PDFFault) {
        var data: [UInt8] = []
        for entry in runs.flatMap(\.entries) { try Self.append(entry, to: &data) }
        var dictionary = trailer
        dictionary["Type"] = .name("XRef")
        dictionary["W"] = .array([.integer(1), .integer(4), .integer(2)])
        dictionary["Index"] = .array(runs.flatMap { [.integer($0.first), .integer($0.entries.count)] })
        dictionary["Length"] = .integer(data.count)
        writer.begin(reference)
        writer.write(dictionary, data: data)
        writer.append("\nendobj\n")
    }

    private static func append(_ entry: CrossReferenceEntry, to data: inout [UInt8]) throws(PDFFault) {
        let (kind, second, third): (UInt8, Int, Int) =
            switch entry {
            case .free: (0, 0, 65_535)
            case .offset(let offset, let generation): (1, offset, generation)
            case .inStream(let stream, let index): (2, stream, index)
            }
        guard let second = UInt32(exactly: second), let third = UInt16(exactly: third) else {
            throw .software(reason: "\(entry) does not fit into a cross-reference stream")
        }
        data.append(kind)
        for shift in [24, 16, 8, 0] { data.append(UInt8(truncatingIfNeeded: second >> shift)) }
        for shift in [8, 0] { data.append(UInt8(truncatingIfNeeded: third >> shift)) }
    }
}
