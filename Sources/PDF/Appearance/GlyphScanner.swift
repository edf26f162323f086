/// Reads from a content stream that Cairo made which glyphs it shows, in their order (ISO 32000-1, 9.4.3).
struct GlyphScanner {
    /// One glyph, as a content stream names it.
    struct Glyph: Hashable, Sendable {
        /// In the stream's resources.
        let font: PDFName
        /// One octet, or two of a composite font.
        let code: [UInt8]
    }

    /// Whether a font is composite: its codes take two octets.
    let isComposite: (PDFName) -> Bool

    func glyphs(in content: [UInt8]) throws(PDFSyntaxError) -> [Glyph] {
        let result = content.withUnsafeBufferPointer { content in
            Result { () throws(PDFSyntaxError) in try self.scan(content) }
        }
        return try result.get()
    }

    private func scan(_ content: UnsafeBufferPointer<UInt8>) throws(PDFSyntaxError) -> [Glyph] {
        var parser = ObjectParser(content)
        var glyphs: [Glyph] = []
        var font: PDFName?
        var operands: [PDFObject] = []
        while let token = try parser.contentToken() {
            switch token {
            case .operand(let object): operands.append(object)
            case .operation("Tf"):
                font = operands.first?.name
                operands = []
            case .operation("Tj"), .operation("TJ"):
                guard let font else { break }
                let shown = operands.flatMap { $0.array ?? [$0] }.compactMap(\.bytes).joined()
                glyphs += codes(Array(shown), in: font)
                operands = []
            case .operation: operands = []
            }
        }
        return glyphs
    }

    private func codes(_ octets: [UInt8], in font: PDFName) -> [Glyph] {
        let width = isComposite(font) ? 2 : 1
        return stride(from: 0, to: octets.count - width + 1, by: width).map {
            Glyph(font: font, code: Array(octets[$0..<$0 + width]))
        }
    }
}

/// A part of a content stream.
private enum ContentToken {
    case operand(PDFObject)
    case operation(String)
}

extension ObjectParser {
    /// Nil at the end.
    fileprivate mutating func contentToken() throws(PDFSyntaxError) -> ContentToken? {
        skipWhitespace()
        guard let first = peek() else { return nil }
        guard Syntax.isLetter(first) else { return .operand(try value(depth: 0)) }
        var word: [UInt8] = []
        while let byte = peek(), !Syntax.isWhitespace(byte), !Syntax.isDelimiter(byte) {
            word.append(byte)
            position += 1
        }
        return .operation(String(decoding: word, as: UTF8.self))
    }
}
