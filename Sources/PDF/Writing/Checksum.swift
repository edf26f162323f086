/// FNV-1a, twice with different starts: 16 bytes that differ when the input does. No protection against anybody.
enum Checksum {
    static func of(_ first: some Sequence<UInt8>, _ second: [UInt8]) -> [UInt8] {
        var left: UInt64 = 0xcbf2_9ce4_8422_2325
        var right: UInt64 = 0x6c62_272e_07bb_0142
        func add(_ byte: UInt8) {
            left = (left ^ UInt64(byte)) &* 0x100_0000_01b3
            right = (right ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        for byte in first { add(byte) }
        second.withUnsafeBufferPointer { for byte in $0 { add(byte) } }
        return [left, right].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
    }
}
