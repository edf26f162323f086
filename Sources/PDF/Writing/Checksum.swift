/// FNV-1a by words of eight bytes, four words side by side: 16 bytes that differ when the input does. No protection
/// against anybody.
enum Checksum {
    private static let prime: UInt64 = 0x100_0000_01b3

    static func of(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        // Each waits for its own last product only.
        var (a, b): (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142)
        var (c, d): (UInt64, UInt64) = (0x62b8_2175_6295_c58d, 0x1403_6e63_0dd4_ec72)
        for part in [first, second] {
            part.withUnsafeBytes { bytes in
                func word(_ place: Int) -> UInt64 {
                    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                }
                let end = bytes.count & ~31
                for place in stride(from: 0, to: end, by: 32) {
                    a = (a ^ word(place)) &* prime
                    b = (b ^ word(place + 8)) &* prime
                    c = (c ^ word(place + 16)) &* prime
                    d = (d ^ word(place + 24)) &* prime
                }
                for byte in bytes[end...] { a = (a ^ UInt64(byte)) &* prime }
            }
        }
        let halves = [[a, b, c, d], [d, c, b, a]].map { words in
            words.reduce(UInt64(first.count)) { ($0 ^ $1) &* prime }
        }
        return halves.flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
    }
}
