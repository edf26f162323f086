/// Quoted-printable (RFC 2045, 6.7) for text: what is ASCII stays readable, no line has more than 76 characters.
enum QuotedPrintable {
    private static let lineLength = 76
    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    /// - Parameter text: with line ends of any kind; it comes out with `\n`, the last line ended.
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let bytes = Array(line.utf8)
            var column = 0
            for (index, byte) in bytes.enumerated() {
                let isLast = index == bytes.count - 1
                let piece = self.piece(byte, isLast: isLast)
                // Room for the `=` of a soft break, which the end of the line does not need.
                if column + piece.count > lineLength - (isLast ? 0 : 1) {
                    output += [UInt8(ascii: "="), UInt8(ascii: "\n")]
                    column = 0
                }
                output += piece
                column += piece.count
            }
            output.append(UInt8(ascii: "\n"))
        }
        return output
    }

    private static func piece(_ byte: UInt8, isLast: Bool) -> [UInt8] {
        let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        let isPlain = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=")
        if isPlain || (isBlank && !isLast) { return [byte] }
        return [UInt8(ascii: "="), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
    }
}
