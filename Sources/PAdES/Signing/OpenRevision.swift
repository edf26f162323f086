import Hashing
import PDF

/// A revision whose Contents string is still empty: what the steps from prepared to signed hand on.
struct OpenRevision: ~Copyable, Sendable {
    /// For messages.
    let field: String
    private var bytes: [UInt8]
    /// Where `bytes` begin in the file.
    let offset: Int
    /// Where the Contents hex string stands in the file, angle brackets included.
    let contents: Range<Int>
    /// See ``SerializedRevision/successor``.
    let successor: DocumentStructure?

    init(field: String, bytes: [UInt8], offset: Int, contents: Range<Int>, successor: DocumentStructure?) {
        self.field = field
        self.bytes = bytes
        self.offset = offset
        self.contents = contents
        self.successor = successor
    }

    /// What stands before and after the Contents string: with the file before it, all that is signed.
    func withSignedBytes<Value, Failure>(
        _ read: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let gap = contents.lowerBound - offset..<contents.upperBound - offset
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(Failure) in
                try read(
                    UnsafeRawBufferPointer(rebasing: bytes[..<gap.lowerBound]),
                    UnsafeRawBufferPointer(rebasing: bytes[gap.upperBound...]))
            }
        }
        return try result.get()
    }

    /// - Parameter input: a running hash over the file before this revision and nothing else; left as it is.
    func digest(after input: borrowing SHA256) throws(HashingUnavailable) -> Digest {
        var hash = try input.fork()
        try withSignedBytes { (before, after) throws(HashingUnavailable) in
            try hash.update(before)
            try hash.update(after)
        }
        return try hash.finalize()
    }

    /// The octets to append, with the DER in its place; what is left of the place is filled with zeros.
    ///
    /// - Throws: ``SigningFault`` with `contentsTooSmall`.
    consuming func closed(with der: [UInt8]) throws(SigningFault) -> [UInt8] {
        let reserved = (contents.count - 2) / 2
        guard der.count <= reserved else {
            throw .contentsTooSmall(field: field, reserved: reserved, needed: der.count)
        }
        let place = contents.lowerBound - offset..<contents.upperBound - offset
        bytes.withUnsafeMutableBufferPointer { bytes in
            var position = place.lowerBound
            func put(_ byte: UInt8) {
                bytes[position] = byte
                position += 1
            }
            put(UInt8(ascii: "<"))
            for octet in der {
                put(Self.digit(octet >> 4))
                put(Self.digit(octet & 15))
            }
            while position < place.upperBound - 1 { put(UInt8(ascii: "0")) }
            put(UInt8(ascii: ">"))
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
