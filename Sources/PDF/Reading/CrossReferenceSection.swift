/// The place and kind of the section that a file ends with (ISO 32000-1, 7.5.5): what the next section's /Prev names.
///
/// qpdf does not tell, so the tail is read here as qpdf reads it: the last `startxref` with a number after it, in the
/// last 1054 bytes, and white space before the section skipped.
struct CrossReferenceSection {
    /// As far as qpdf looks back.
    private static let tailLength = 1054

    let offset: Int
    /// False for a table whose lines are not as long as they must be.
    let isWellFormed: Bool
    let kind: DocumentStructure.CrossReferenceKind

    init?(lastOf bytes: UnsafeRawBufferPointer) {
        var end = bytes.count
        let lowest = max(0, bytes.count - Self.tailLength)
        while let keyword = bytes.lastIndex(of: "startxref", before: end, within: end - lowest) {
            if let offset = Self.number(in: bytes, after: keyword + "startxref".utf8.count),
                let section = bytes[min(offset, bytes.count)...].firstIndex(where: { !Syntax.isWhitespace($0) })
            {
                self.offset = section
                let isTable =
                    bytes[section...].starts(with: "xref".utf8) && section + 4 < bytes.count
                    && Syntax.isWhitespace(bytes[section + 4])
                kind = isTable ? .table : .stream
                isWellFormed = !isTable || Self.isWellFormed(bytes, at: section + 4)
                return
            }
            end = keyword
        }
        return nil
    }

    /// Whether lines of exactly twenty bytes follow each subsection's heading, up to the trailer (ISO 32000-1, 7.5.4).
    private static func isWellFormed(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
        var position = start
        while true {
            while position < bytes.count, Syntax.isWhitespace(bytes[position]) { position += 1 }
            guard position < bytes.count, Syntax.isDigit(bytes[position]) else { return true }
            guard let line = bytes[position...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return false }
            let heading = bytes[position..<line].split(whereSeparator: Syntax.isWhitespace)
            guard heading.count == 2, let count = Int(String(decoding: heading[1], as: UTF8.self)) else { return false }
            position = line
            while position < bytes.count, Syntax.isWhitespace(bytes[position]) { position += 1 }
            for _ in 0..<max(0, count) {
                guard position + 20 <= bytes.count, isEntry(bytes[position..<position + 20]) else { return false }
                position += 20
            }
        }
    }

    private static func isEntry(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
        let line = Array(line)
        return line[..<10].allSatisfy(Syntax.isDigit) && line[10] == 0x20 && line[11..<16].allSatisfy(Syntax.isDigit)
            && line[16] == 0x20 && (line[17] == UInt8(ascii: "n") || line[17] == UInt8(ascii: "f"))
            && Syntax.isWhitespace(line[18]) && Syntax.isWhitespace(line[19])
    }

    private static func number(in bytes: UnsafeRawBufferPointer, after start: Int) -> Int? {
        var position = start
        while position < bytes.count, Syntax.isWhitespace(bytes[position]) { position += 1 }
        var number = 0
        var digits = 0
        while position < bytes.count, Syntax.isDigit(bytes[position]), digits < 15 {
            number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            digits += 1
            position += 1
        }
        return digits > 0 && position > start ? number : nil
    }
}
