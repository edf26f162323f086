/// A cross-reference section as a stream (ISO 32000-1, 7.5.8), whose dictionary is the trailer.
struct CrossReferenceStream {
    private let runs: [CrossReferenceRun]

    /// - Parameter offsets: the stream's own among them.
    init(_ offsets: [PDFReference: Int]) {
        runs = CrossReferenceRun.all(of: offsets)
    }

    /// Throws where an offset does not fit into the four bytes we give it.
    func write(
        trailer: PDFDictionary,
        as reference: PDFReference,
        to writer: inout ObjectWriter
    ) throws(PDFFault) {
        var data: [UInt8] = []
        for entry in runs.flatMap(\.entries) {
            guard let offset = UInt32(exactly: entry.offset), let generation = UInt16(exactly: entry.generation) else {
                throw .software(reason: "offset \(entry.offset) does not fit into a cross-reference stream")
            }
            data.append(1)
            for shift in [24, 16, 8, 0] { data.append(UInt8(truncatingIfNeeded: offset >> shift)) }
            for shift in [8, 0] { data.append(UInt8(truncatingIfNeeded: generation >> shift)) }
        }
        var dictionary = trailer
        dictionary["Type"] = .name("XRef")
        dictionary["W"] = .array([.integer(1), .integer(4), .integer(2)])
        dictionary["Index"] = .array(runs.flatMap { [.integer($0.first), .integer($0.entries.count)] })
        dictionary["Length"] = .integer(data.count)
        writer.begin(reference)
        writer.write(dictionary, data: data)
        writer.append("\nendobj\n")
    }
}
