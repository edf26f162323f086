import CBase64

/// Base64 (RFC 4648, 4).
enum Base64 {
    /// How many bytes make a full line.
    static let bytesPerLine = Int(CBASE64_BYTES_PER_LINE)

    /// In one line.
    static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
            bytes.withUnsafeBytes { cbase64_encode($0.baseAddress, $0.count, text.baseAddress) }
            return (bytes.count + 2) / 3 * 4
        }
    }

    /// How many characters ``write(_:to:)`` makes of so many bytes.
    static func lengthOfLines(_ count: Int) -> Int { cbase64_lines_length(count) }

    /// Writes lines of 76 characters (RFC 2045, 6.8), each ended.
    ///
    /// - Parameters:
    ///   - bytes: whole lines, unless they are the last.
    ///   - text: with room for ``lengthOfLines(_:)``.
    /// - Returns: what was written of the text.
    static func write(
        _ bytes: UnsafeRawBufferPointer, to text: UnsafeMutableRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        let length = lengthOfLines(bytes.count)
        precondition(text.count >= length, "no room for the text")
        cbase64_lines(bytes.baseAddress, bytes.count, text.baseAddress)
        return UnsafeRawBufferPointer(rebasing: text[..<length])
    }
}
