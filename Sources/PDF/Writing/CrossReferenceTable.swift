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
                    try writer.append(offset, digits: 10)
                    writer.append(" ")
                    try writer.append(generation, digits: 5)
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
}

extension ObjectWriter {
    /// With zeros before it.
    fileprivate mutating func append(_ number: Int, digits width: Int) throws(PDFFault) {
        var (rest, digits) = (number, [UInt8](repeating: UInt8(ascii: "0"), count: width))
        for place in digits.indices.reversed() {
            digits[place] += UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        guard rest == 0, number >= 0 else { throw .software(reason: "\(number) does not fit into \(width) digits") }
        append(data: digits)
    }
}
