/// Quoted-printable (RFC 2045, 6.7) for text: what is ASCII stays readable, no line has more than 76 characters.
enum QuotedPrintable {
    private static let lineLength = 76
    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    /// - Parameter text: with line ends of any kind; it comes out with `\n`, the last line ended.
    static func encode(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        // Vietnamese takes about as much again.
        output.reserveCapacity(bytes.count * 2)
        var (start, position) = (0, 0)
        while position < bytes.count {
            let length = lineEnd(at: position, in: bytes)
            if length > 0 {
                append(bytes[start..<position], to: &output)
                start = position + length
            }
            position += max(1, length)
        }
        append(bytes[start...], to: &output)
        return output
    }

    /// How many octets of a line's end stand here, in any form that Unicode knows (UAX #14, mandatory breaks); 0 for none.
    private static func lineEnd(at position: Int, in bytes: [UInt8]) -> Int {
        func follows(_ distance: Int, _ byte: UInt8) -> Bool {
            position + distance < bytes.count && bytes[position + distance] == byte
        }
        return switch bytes[position] {
        case 0x0A...0x0C: 1
        case 0x0D: follows(1, 0x0A) ? 2 : 1
        case 0xC2 where follows(1, 0x85): 2
        case 0xE2 where follows(1, 0x80) && (follows(2, 0xA8) || follows(2, 0xA9)): 3
        default: 0
        }
    }

    private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var column = 0
        for (index, byte) in zip(line.indices, line) {
            let isLast = index == line.endIndex - 1
            let isPlain = isPlain(byte, isLast: isLast)
            let width = isPlain ? 1 : 3
            // Room for the `=` of a soft break, which the end of the line does not need.
            if column + width > lineLength - (isLast ? 0 : 1) {
                output.append(UInt8(ascii: "="))
                output.append(UInt8(ascii: "\n"))
                column = 0
            }
            if isPlain {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "="))
                output.append(hexDigits[Int(byte >> 4)])
                output.append(hexDigits[Int(byte & 15)])
            }
            column += width
        }
        output.append(UInt8(ascii: "\n"))
    }

    private static func isPlain(_ byte: UInt8, isLast: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        case 0x21...0x7E: true
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        default: false
        }
    }
}
