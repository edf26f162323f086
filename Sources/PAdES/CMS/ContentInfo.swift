import SwiftASN1

/// RFC 5652, 3:
/// ```
/// ContentInfo ::= SEQUENCE {
///   contentType  ContentType,
///   content      [0] EXPLICIT ANY DEFINED BY contentType }
/// ```
/// The only content that concerns us is SignedData.
struct ContentInfo: DERImplicitlyTaggable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var signedData: SignedData

    init(_ signedData: SignedData) {
        self.signedData = signedData
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        signedData = try DER.sequence(rootNode, identifier: identifier) { nodes in
            let contentType = try ASN1ObjectIdentifier(derEncoded: &nodes)
            guard contentType == .ContentType.signedData else {
                throw ASN1Error.invalidASN1Object(reason: "content is \(contentType), not SignedData")
            }
            return try DER.explicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                try SignedData(derEncoded: $0)
            }
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(ASN1ObjectIdentifier.ContentType.signedData)
            try coder.serialize(signedData, explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific)
        }
    }
}
