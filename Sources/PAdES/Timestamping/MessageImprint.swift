import SwiftASN1

/// RFC 3161, 2.4.1:
/// ```
/// MessageImprint ::= SEQUENCE {
///   hashAlgorithm  AlgorithmIdentifier,
///   hashedMessage  OCTET STRING }
/// ```
struct MessageImprint: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var hashAlgorithm: AlgorithmIdentifier
    var hashedMessage: ASN1OctetString

    /// - Parameter digest: SHA-256.
    init(sha256 digest: [UInt8]) {
        hashAlgorithm = AlgorithmIdentifier(.sha256)
        hashedMessage = ASN1OctetString(contentBytes: digest[...])
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        (hashAlgorithm, hashedMessage) = try DER.sequence(rootNode, identifier: identifier) { nodes in
            (try AlgorithmIdentifier(derEncoded: &nodes), try ASN1OctetString(derEncoded: &nodes))
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(hashAlgorithm)
            try coder.serialize(hashedMessage)
        }
    }

    /// The same digest by the same algorithm; servers differ over writing NULL for the algorithm's parameters.
    func matches(_ other: MessageImprint) -> Bool {
        hashAlgorithm.algorithm == other.hashAlgorithm.algorithm && hashedMessage == other.hashedMessage
    }
}
