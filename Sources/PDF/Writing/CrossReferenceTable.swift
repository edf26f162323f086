/// A cross-reference section as a table (ISO 32000-1, 7.5.4), with its trailer.
struct CrossReferenceTable {
    private let runs: [CrossReferenceRun]

    init(_ entries: [Int: CrossReferenceEntry]) {
        runs = CrossReferenceRun.all(of: entries)
    }

    /// Throws where an offset does not fit into the ten digits of the format, or an object is in an object stream.
    func write(trailer: PDFDictionary, to writer: inout ObjectWriter) throws(PDFFault) {
        writer.append("xref\n")
        for run in runs {
            writer.append(run.first)
            writer.append(" ")
            writer.append(run.entries.count)
            writer.append("\n")
            for entry in run.entries {
                switch entry {
                case .free:
                    writer.append("0000000000 65535 f \n")
                case .offset(let offset, let generation):
                    try Self.write(offset, width: 10, to: &writer)
                    writer.append(" ")
                    try Self.write(generation, width: 5, to: &writer)
                    writer.append(" n \n")
                case .inStream(let stream, _):
                    throw .software(reason: "a cross-reference table cannot name object stream \(stream)")
                }
            }
        }
        writer.append("trailer\n")
        writer.write(trailer)
        writer.append("\n")
    }

    private static func write(_ number: Int, width: Int, to writer: inout ObjectWriter) throws(PDFFault) {
        guard number >= 0, writer.append(number, width: width) else {
            throw .software(reason: "\(number) does not fit into \(width) digits")
        }
    }
}
