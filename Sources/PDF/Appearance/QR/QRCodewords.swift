/// The octets of a QR code in the order in which they are drawn: data in blocks, with error correction
/// (ISO/IEC 18004, 7.4 to 7.6).
struct QRCodewords {
    let octets: [UInt8]

    /// - Parameter text: no longer than the version's capacity.
    init(_ text: [UInt8], _ version: QRVersion) {
        let data = Self.data(text, version)
        let (count, divisor) = (version.blocks, ReedSolomon.divisor(version.correctionOctets))
        // The last blocks are longer by one octet where they are not all as long as one another.
        let (length, long) = (data.count / count, data.count % count)
        var blocks: [ArraySlice<UInt8>] = []
        var start = 0
        for index in 0..<count {
            let end = start + length + (index < count - long ? 0 : 1)
            blocks.append(data[start..<end])
            start = end
        }
        let corrections = blocks.map { divisor.remainder(of: $0) }
        var octets: [UInt8] = []
        octets.reserveCapacity(data.count + count * version.correctionOctets)
        for place in 0...length {
            for block in blocks where place < block.count { octets.append(block[block.startIndex + place]) }
        }
        for place in 0..<version.correctionOctets {
            for correction in corrections { octets.append(correction[place]) }
        }
        self.octets = octets
    }

    /// One segment of octets: its mode takes half an octet, so that all that follows stands across two.
    private static func data(_ text: [UInt8], _ version: QRVersion) -> [UInt8] {
        let count = (0..<version.countOctets).reversed().map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        var data: [UInt8] = []
        data.reserveCapacity(version.dataOctets)
        var half: UInt8 = 0b0100
        for octet in count + text {
            data.append(half << 4 | octet >> 4)
            half = octet & 15
        }
        // Four bits of zero end the segment.
        data.append(half << 4)
        var padding: UInt8 = 0xEC
        while data.count < version.dataOctets {
            data.append(padding)
            padding ^= 0xEC ^ 0x11
        }
        return data
    }
}
