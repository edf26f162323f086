import PDF

/// A revision whose Contents string is still empty: what the steps from prepared to signed hand on.
struct OpenRevision: Sendable {
    /// For messages.
    let field: String
    let bytes: [UInt8]
    /// Where `bytes` begin in the file.
    let offset: Int
    /// Where the Contents hex string stands in the file, angle brackets included.
    let contents: Range<Int>
    /// See ``SerializedRevision/successor``.
    let successor: DocumentStructure?

    var beforeContents: ArraySlice<UInt8> { bytes[..<(contents.lowerBound - offset)] }
    var afterContents: ArraySlice<UInt8> { bytes[(contents.upperBound - offset)...] }

    /// The octets to append, with the DER in its place; what is left of the place is filled with zeros.
    ///
    /// - Throws: ``SigningFault`` with `contentsTooSmall`.
    func closed(with der: [UInt8]) throws(SigningFault) -> [UInt8] {
        let reserved = (contents.count - 2) / 2
        guard der.count <= reserved else {
            throw .contentsTooSmall(field: field, reserved: reserved, needed: der.count)
        }
        var bytes = bytes
        var position = contents.lowerBound - offset
        bytes[position] = UInt8(ascii: "<")
        position += 1
        for octet in der {
            bytes[position] = Self.digits[Int(octet >> 4)]
            bytes[position + 1] = Self.digits[Int(octet & 15)]
            position += 2
        }
        let end = contents.upperBound - offset - 1
        while position < end {
            bytes[position] = UInt8(ascii: "0")
            position += 1
        }
        bytes[end] = UInt8(ascii: ">")
        return bytes
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
