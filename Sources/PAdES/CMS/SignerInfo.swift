import SwiftASN1

/// RFC 5652, 5.3:
/// ```
/// SignerInfo ::= SEQUENCE {
///   version             CMSVersion,
///   sid                 SignerIdentifier,
///   digestAlgorithm     DigestAlgorithmIdentifier,
///   signedAttrs         [0] IMPLICIT SignedAttributes OPTIONAL,
///   signatureAlgorithm  SignatureAlgorithmIdentifier,
///   signature           SignatureValue,
///   unsignedAttrs       [1] IMPLICIT UnsignedAttributes OPTIONAL }
///
/// SignatureValue ::= OCTET STRING
/// ```
struct SignerInfo: DERImplicitlyTaggable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var version: Int
    var sid: SignerIdentifier
    var digestAlgorithm: AlgorithmIdentifier
    /// `nil` where the signature is over the content itself, which PAdES does not allow.
    var signedAttributes: SignedAttributes?
    var signatureAlgorithm: AlgorithmIdentifier
    var signature: ASN1OctetString
    /// Where a signature time-stamp goes (level B-T).
    var unsignedAttributes: [Attribute]

    private static let unsignedTag = ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)

    init(
        sid: SignerIdentifier,
        digestAlgorithm: AlgorithmIdentifier,
        signedAttributes: SignedAttributes?,
        signatureAlgorithm: AlgorithmIdentifier,
        signature: ASN1OctetString,
        unsignedAttributes: [Attribute] = []
    ) {
        version = sid.version
        self.sid = sid
        self.digestAlgorithm = digestAlgorithm
        self.signedAttributes = signedAttributes
        self.signatureAlgorithm = signatureAlgorithm
        self.signature = signature
        self.unsignedAttributes = unsignedAttributes
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(rootNode, identifier: identifier) { nodes in
            let version = try Int(derEncoded: &nodes)
            let sid = try SignerIdentifier(derEncoded: &nodes)
            let digestAlgorithm = try AlgorithmIdentifier(derEncoded: &nodes)
            var next = nodes.next()
            var signedAttributes: SignedAttributes?
            if let node = next, node.identifier == SignedAttributes.tag {
                signedAttributes = try SignedAttributes(derEncoded: node)
                next = nodes.next()
            }
            guard let algorithm = next else {
                throw ASN1Error.invalidASN1Object(reason: "SignerInfo has no signatureAlgorithm")
            }
            var info = SignerInfo(
                sid: sid,
                digestAlgorithm: digestAlgorithm,
                signedAttributes: signedAttributes,
                signatureAlgorithm: try AlgorithmIdentifier(derEncoded: algorithm),
                signature: try ASN1OctetString(derEncoded: &nodes)
            )
            info.version = version
            if let unsigned = nodes.next() {
                info.unsignedAttributes = try unsigned.elements(of: Self.unsignedTag).map {
                    try Attribute(derEncoded: $0)
                }
            }
            return info
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(version)
            try coder.serialize(sid)
            try coder.serialize(digestAlgorithm)
            if let signedAttributes { try coder.serialize(signedAttributes) }
            try coder.serialize(signatureAlgorithm)
            try coder.serialize(signature)
            if !unsignedAttributes.isEmpty {
                try coder.serializeSetOf(unsignedAttributes, identifier: Self.unsignedTag)
            }
        }
    }
}
