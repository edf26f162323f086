/// The name of a file in one folder, as the bytes the file system keeps.
///
/// Bytes and not a `String`: a `String` holds the NFC and NFD spellings of a name equal and cannot hold invalid UTF-8,
/// so two files would become one and some would be listed but never found.
package struct FileName: Hashable, Sendable {
    /// NAME_MAX of the file systems Linux knows.
    package static let maximumByteCount = 255

    /// 1 to 255 bytes without NUL and slash; neither `.` nor `..`.
    package let bytes: [UInt8]

    /// - Returns: `nil` for what cannot name a file in a folder.
    package init?(bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        guard (1...Self.maximumByteCount).contains(bytes.count), bytes.allSatisfy({ $0 != 0 && $0 != Self.slash }),
            bytes.count > 2 || bytes.contains(where: { $0 != Self.dot })
        else { return nil }
        self.bytes = bytes
    }

    /// - Returns: `nil` for what cannot name a file in a folder.
    package init?(_ string: some StringProtocol) {
        self.init(bytes: Array(string.utf8))
    }

    static let slash = UInt8(ascii: "/")
    static let dot = UInt8(ascii: ".")

    /// For people: invalid UTF-8 becomes U+FFFD, control characters become `?`, so that a name cannot forge lines of a
    /// log or a reason file. Never use it to find the file.
    package var display: String {
        // Most names are plain, and every path that may be in a message has some.
        if bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(decoding: bytes, as: UTF8.self) }
        return String(
            String.UnicodeScalarView(
                String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
                    $0.properties.generalCategory == .control ? "?" : $0
                }
            )
        )
    }

    /// Calls with the name as a C string.
    func withCString<R, E: Error>(_ body: (UnsafePointer<CChar>) throws(E) -> R) throws(E) -> R {
        let terminated = bytes + [0]
        return try terminated.withUnsafeBufferPointer { (buffer) throws(E) -> R in
            guard let start = buffer.baseAddress else { preconditionFailure("a terminated string has a first byte") }
            return try body(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
        }
    }
}

extension FileName: ExpressibleByStringLiteral {
    /// For the names that the program itself gives; an impossible literal is a mistake of the programmer.
    package init(stringLiteral value: StaticString) {
        guard let name = value.withUTF8Buffer({ FileName(bytes: $0) }) else {
            preconditionFailure("not a file name: \(value)")
        }
        self = name
    }
}

extension FileName: Comparable {
    /// Byte order, which no locale changes.
    package static func < (left: FileName, right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension FileName: CustomStringConvertible {
    package var description: String { display }
}
