/// Finds where an ASN.1 value ends, since /Contents is padded behind it (X.690, 8.1).
enum EncodedLength {
    private static let deepest = 32

    /// - Returns: octets of the first value, header included; all octets when it does not end, so that parsing fails
    ///   and says why.
    static func ofFirstValue(in octets: ArraySlice<UInt8>) -> Int {
        end(of: octets, from: octets.startIndex, depth: 0).map { $0 - octets.startIndex } ?? octets.count
    }

    private static func end(of octets: ArraySlice<UInt8>, from start: Int, depth: Int) -> Int? {
        guard depth < deepest, var position = skipIdentifier(octets, from: start), position < octets.endIndex else {
            return nil
        }
        let first = octets[position]
        position += 1
        if first < 0x80 { return bounded(position, plus: Int(first), in: octets) }
        if first > 0x80 {
            let count = Int(first & 0x7F)
            guard count <= 4, octets.endIndex - position >= count else { return nil }
            let length = octets[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
            return bounded(position + count, plus: length, in: octets)
        }
        // The indefinite form: values until one that is two zero octets.
        while octets.endIndex - position >= 2 {
            if octets[position] == 0, octets[position + 1] == 0 { return position + 2 }
            guard let next = end(of: octets, from: position, depth: depth + 1) else { return nil }
            position = next
        }
        return nil
    }

    private static func skipIdentifier(_ octets: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard start < octets.endIndex else { return nil }
        var position = start + 1
        guard octets[start] & 0x1F == 0x1F else { return position }
        while position < octets.endIndex, octets[position] & 0x80 != 0 { position += 1 }
        return position + 1
    }

    private static func bounded(_ position: Int, plus length: Int, in octets: ArraySlice<UInt8>) -> Int? {
        octets.endIndex - position >= length ? position + length : nil
    }
}
