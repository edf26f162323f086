/// A cross-reference section as a table (ISO 32000-1, 7.5.4), with its trailer.
struct CrossReferenceTable {
    private let runs: [CrossReferenceRun]

    init(_ offsets: [PDFReference: Int]) {
        runs = CrossReferenceRun.all(of: offsets)
    }

    /// Throws where an offset does not fit into the ten digits of the format.
    func write(trailer: PDFDictionary, to writer: inout ObjectWriter) throws(PDFFault) {
        writer.append("xref\n")
        for run in runs {
            writer.append(run.first)
            writer.append(" ")
            writer.append(run.entries.count)
            writer.append("\n")
            for entry in run.entries {
                writer.append(data: try Self.padded(entry.offset, to: 10))
                writer.append(" ")
                writer.append(data: try Self.padded(entry.generation, to: 5))
                writer.append(" n \n")
            }
        }
        writer.append("trailer\n")
        writer.write(trailer)
        writer.append("\n")
    }

    private static func padded(_ number: Int, to width: Int) throws(PDFFault) -> [UInt8] {
        let digits = Array(String(number).utf8)
        guard digits.count <= width else { throw .software(reason: "\(number) does not fit into \(width) digits") }
        return Array(repeating: UInt8(ascii: "0"), count: width - digits.count) + digits
    }
}

/// Objects with consecutive numbers.
struct CrossReferenceRun {
    let first: Int
    private(set) var entries: [(offset: Int, generation: Int)]

    static func all(of offsets: [PDFReference: Int]) -> [CrossReferenceRun] {
        var runs: [CrossReferenceRun] = []
        for (reference, offset) in offsets.sorted(by: { $0.key < $1.key }) {
            let entry = (offset, reference.generation)
            if let last = runs.indices.last, runs[last].first + runs[last].entries.count == reference.number {
                runs[last].entries.append(entry)
            } else {
                runs.append(CrossReferenceRun(first: reference.number, entries: [entry]))
            }
        }
        return runs
    }
}
