import SwiftASN1

/// RFC 5652, 5.3: `SignedAttributes ::= SET SIZE (1..MAX) OF Attribute`.
///
/// What is signed is the SET's own encoding, not that of the `[0] IMPLICIT` in the SignerInfo (RFC 5652, 5.4). Both are
/// kept as octets, so that a signature is checked over what stands in the file.
struct SignedAttributes: DERParseable, DERSerializable, Sendable {
    static let tag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)

    let attributes: [Attribute]
    /// The octets that the signature is made over: they begin with the tag of a SET.
    let signedOctets: [UInt8]

    private static let setTag: UInt8 = 0x31
    private static let implicitTag: UInt8 = 0xA0

    init(_ attributes: [Attribute]) throws {
        self.attributes = attributes
        var coder = DER.Serializer()
        try coder.serializeSetOf(attributes)
        signedOctets = coder.serializedBytes
    }

    init(derEncoded rootNode: ASN1Node) throws {
        attributes = try rootNode.elements(of: Self.tag).map { try Attribute(derEncoded: $0) }
        signedOctets = [Self.setTag] + rootNode.encodedBytes.dropFirst()
    }

    func serialize(into coder: inout DER.Serializer) throws {
        coder.serializeRawBytes([Self.implicitTag] + signedOctets.dropFirst())
    }

    /// The value of an attribute that must be there once and have one value (RFC 5652, 11.1 and 11.2).
    func singleValue(of type: ASN1ObjectIdentifier) -> ASN1Any? {
        let found = attributes.filter { $0.type == type }
        guard found.count == 1, found[0].values.count == 1 else { return nil }
        return found[0].values[0]
    }
}
