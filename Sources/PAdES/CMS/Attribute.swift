import SwiftASN1

/// RFC 5652, 5.3:
/// ```
/// Attribute ::= SEQUENCE {
///   attrType    OBJECT IDENTIFIER,
///   attrValues  SET OF AttributeValue }
/// ```
struct Attribute: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var type: ASN1ObjectIdentifier
    var values: [ASN1Any]

    /// An attribute of one value, as all of CAdES baseline's are.
    init(_ type: ASN1ObjectIdentifier, _ value: some DERSerializable) throws {
        self.type = type
        values = [try ASN1Any(erasing: value)]
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        (type, values) = try DER.sequence(rootNode, identifier: identifier) { nodes in
            let type = try ASN1ObjectIdentifier(derEncoded: &nodes)
            guard let set = nodes.next() else {
                throw ASN1Error.invalidASN1Object(reason: "attribute \(type) has no values")
            }
            return (type, try set.elements(of: .set).map { ASN1Any(derEncoded: $0) })
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(type)
            try coder.serializeSetOf(values)
        }
    }
}

extension ASN1Node {
    /// The elements of a SET OF or SEQUENCE OF, in the order in which they stand. Signatures of others are read as
    /// they are: that a set is sorted is DER's business, not the signature's.
    func elements(of expected: ASN1Identifier) throws -> ASN1NodeCollection {
        guard identifier == expected, case .constructed(let nodes) = content else {
            throw ASN1Error.unexpectedFieldType(identifier)
        }
        return nodes
    }
}
