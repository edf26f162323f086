import SwiftASN1

/// The last of three steps: a revision with its signature, ready to be appended to the file.
package struct SignedRevision: ~Copyable {
    private let field: String
    private let unsigned: [UInt8]
    /// Where the revision is appended: the length of the file it extends.
    package let offset: Int
    private let contents: Range<Int>
    private let signedData: SignedData

    init(field: String, unsigned: [UInt8], offset: Int, contents: Range<Int>, signedData: SignedData) {
        self.field = field
        self.unsigned = unsigned
        self.offset = offset
        self.contents = contents
        self.signedData = signedData
    }

    /// The octets to append, with the signature in its place; what is left of the place is filled with zeros.
    ///
    /// - Throws: ``SigningFault`` with `contentsTooSmall`, or `software` when CMS cannot be encoded.
    package consuming func serialized() throws(SigningFault) -> [UInt8] {
        var coder = DER.Serializer()
        do {
            try coder.serialize(ContentInfo(signedData))
        } catch {
            throw .software(reason: "\(error)")
        }
        let signature = coder.serializedBytes
        let reserved = (contents.count - 2) / 2
        guard signature.count <= reserved else {
            throw .contentsTooSmall(field: field, reserved: reserved, needed: signature.count)
        }

        var bytes = unsigned
        var position = contents.lowerBound - offset
        bytes[position] = UInt8(ascii: "<")
        position += 1
        for octet in signature {
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
