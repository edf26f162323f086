/// A name object without its slash: any bytes (ISO 32000-1, 7.3.5).
///
/// Kept as it is written in a file, with every byte that is not a regular printable character as `#xx`. That spelling
/// is ASCII and the same for equal names, so equality is that of the bytes whatever their encoding.
package struct PDFName: Hashable, Sendable {
    /// What stands in a file after the slash.
    package let spelling: String

    package init(_ bytes: some Collection<UInt8>) {
        // Nearly all names are words, and names are made for every look into a dictionary.
        if bytes.allSatisfy(Self.isWrittenAsItIs) {
            spelling = String(decoding: bytes, as: UTF8.self)
            return
        }
        var spelling = ""
        for byte in bytes {
            if Self.isWrittenAsItIs(byte) {
                spelling.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                spelling += "#"
                spelling.unicodeScalars.append(Unicode.Scalar(Syntax.hexDigit(byte >> 4)))
                spelling.unicodeScalars.append(Unicode.Scalar(Syntax.hexDigit(byte & 15)))
            }
        }
        self.spelling = spelling
    }

    package init(_ text: String) {
        self.init(text.utf8)
    }

    private static func isWrittenAsItIs(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "#") && !Syntax.isDelimiter(byte)
    }

    /// The bytes the name stands for.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var rest = spelling.utf8.makeIterator()
        while let byte = rest.next() {
            if byte == UInt8(ascii: "#"),
                let high = rest.next().flatMap(Syntax.hexValue), let low = rest.next().flatMap(Syntax.hexValue)
            {
                bytes.append(high << 4 | low)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}

extension PDFName: ExpressibleByStringLiteral {
    package init(stringLiteral text: StaticString) {
        self = text.withUTF8Buffer { PDFName($0) }
    }
}

extension PDFName: CustomStringConvertible {
    /// As it is written in a file.
    package var description: String { "/" + spelling }
}

extension PDFName: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try PDFObject(from: decoder).expect(\.name, decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        try PDFObject.name(self).encode(to: encoder)
    }

    private init(_ name: PDFName) {
        self = name
    }
}
