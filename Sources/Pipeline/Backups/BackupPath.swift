import Spool

/// A path below a backup's folder as its manifest writes it: file names are bytes, JSON is text.
enum BackupPath {
    private static let percent = UInt8(ascii: "%")
    private static let digits = Array("0123456789abcdef".utf8)

    /// `%` and control characters become `%xx`; so does all that is not ASCII in a path that is no UTF-8.
    static func text(_ path: SpoolPath) -> String {
        let bytes = path.bytes
        let isText = String(validating: bytes, as: UTF8.self) != nil
        var text: [UInt8] = []
        for byte in bytes {
            if byte == percent || byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !isText) {
                text += [percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for what cannot be a path below a folder: `..`, say.
    static func path(_ text: String) -> SpoolPath? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == percent else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        guard let path = SpoolPath(bytes: bytes), !path.isAbsolute else { return nil }
        return path
    }

    private static func value(_ digit: UInt8) -> UInt8? { digits.firstIndex(of: digit).map { UInt8($0) } }
}
