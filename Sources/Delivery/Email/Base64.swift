/// Base64 (RFC 4648, 4).
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// In one line.
    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        bytes.withUnsafeBytes { append($0, to: &text) }
        return String(decoding: text, as: UTF8.self)
    }

    /// In lines of 76 characters (RFC 2045, 6.8), each ended.
    static func appendLines(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            append(UnsafeRawBufferPointer(rebasing: rest.prefix(bytesPerLine)), to: &text)
            text.append(UInt8(ascii: "\n"))
            rest = rest.dropFirst(bytesPerLine)
        }
    }

    /// How many bytes make a full line.
    static let bytesPerLine = 57

    private static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        alphabet.withUnsafeBufferPointer { alphabet in
            var index = 0
            while index + 2 < bytes.count {
                let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
                text.append(alphabet[group >> 18])
                text.append(alphabet[group >> 12 & 63])
                text.append(alphabet[group >> 6 & 63])
                text.append(alphabet[group & 63])
                index += 3
            }
            let left = bytes.count - index
            guard left > 0 else { return }
            let group = Int(bytes[index]) << 16 | (left == 2 ? Int(bytes[index + 1]) << 8 : 0)
            text.append(alphabet[group >> 18])
            text.append(alphabet[group >> 12 & 63])
            text.append(left == 2 ? alphabet[group >> 6 & 63] : UInt8(ascii: "="))
            text.append(UInt8(ascii: "="))
        }
    }
}
