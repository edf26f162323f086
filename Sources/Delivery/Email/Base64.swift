/// Base64 (RFC 4648, 4).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// Two characters at a time, by twelve bits.
    private static let pairs = (0..<4096).map { [alphabet[$0 >> 6], alphabet[$0 & 63]] }.joined().map { $0 }
    private static let padding = UInt8(ascii: "=")

    /// In one line.
    static func encode(_ bytes: [UInt8]) -> String {
        let text = bytes.withUnsafeBytes { encoded($0, lineLength: max(1, $0.count), isEnded: false) }
        return String(decoding: text, as: UTF8.self)
    }

    /// In lines of 76 characters (RFC 2045, 6.8), each ended.
    static func lines(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        encoded(bytes, lineLength: bytesPerLine, isEnded: true)
    }

    /// How many bytes make a full line.
    static let bytesPerLine = 57

    /// - Parameter lineLength: in bytes, a multiple of three where there are several lines.
    private static func encoded(_ bytes: UnsafeRawBufferPointer, lineLength: Int, isEnded: Bool) -> [UInt8] {
        let lines = (bytes.count + lineLength - 1) / lineLength
        let length = (bytes.count + 2) / 3 * 4 + (isEnded ? lines : 0)
        return [UInt8](unsafeUninitializedCapacity: length) { text, written in
            pairs.withUnsafeBufferPointer { pairs in
                var start = 0
                while start < bytes.count {
                    let end = min(start + lineLength, bytes.count)
                    write(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), to: text, at: &written, pairs)
                    if isEnded {
                        text[written] = UInt8(ascii: "\n")
                        written += 1
                    }
                    start = end
                }
            }
        }
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer,
        to text: UnsafeMutableBufferPointer<UInt8>,
        at position: inout Int,
        _ pairs: UnsafeBufferPointer<UInt8>
    ) {
        func put(_ twelveBits: Int, at place: Int) {
            text[place] = pairs[2 * twelveBits]
            text[place + 1] = pairs[2 * twelveBits + 1]
        }
        var index = 0
        while index + 2 < bytes.count {
            let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
            put(group >> 12, at: position)
            put(group & 4095, at: position + 2)
            position += 4
            index += 3
        }
        let left = bytes.count - index
        guard left > 0 else { return }
        let group = Int(bytes[index]) << 16 | (left == 2 ? Int(bytes[index + 1]) << 8 : 0)
        put(group >> 12, at: position)
        put(group & 4095, at: position + 2)
        text[position + 3] = padding
        if left == 1 { text[position + 2] = padding }
        position += 4
    }
}
