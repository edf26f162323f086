/// The place and kind of the section that a file ends with (ISO 32000-1, 7.5.5): what the next section's /Prev names.
///
/// qpdf does not tell, so the tail is read here as qpdf reads it: the last `startxref` with a number after it, in the
/// last 1054 bytes, and white space before the section skipped.
struct CrossReferenceSection {
    /// As far as qpdf looks back.
    private static let tailLength = 1054

    let offset: Int
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
                return
            }
            end = keyword
        }
        return nil
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
