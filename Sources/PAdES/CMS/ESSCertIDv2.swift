import SwiftASN1

/// RFC 5035, 4:
/// ```
/// ESSCertIDv2 ::= SEQUENCE {
///   hashAlgorithm  AlgorithmIdentifier DEFAULT {algorithm id-sha256},
///   certHash       Hash,
///   issuerSerial   IssuerSerial OPTIONAL }
///
/// Hash ::= OCTET STRING
/// ```
struct ESSCertIDv2: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var hashAlgorithm: AlgorithmIdentifier
    var certHash: ASN1OctetString
    /// Left out when we write: the hash already names one certificate (ETSI EN 319 122-1, 5.2.2.3), and validators
    /// differ over how the issuer's name must be written.
    var issuerSerial: ASN1Any?

    init(hashAlgorithm: AlgorithmIdentifier, certHash: ASN1OctetString, issuerSerial: ASN1Any? = nil) {
        self.hashAlgorithm = hashAlgorithm
        self.certHash = certHash
        self.issuerSerial = issuerSerial
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(rootNode, identifier: identifier) { nodes in
            var next = nodes.next()
            var algorithm = AlgorithmIdentifier(.sha256)
            if let node = next, node.identifier == .sequence {
                algorithm = try AlgorithmIdentifier(derEncoded: node)
                next = nodes.next()
            }
            guard let hash = next else {
                throw ASN1Error.invalidASN1Object(reason: "ESSCertIDv2 has no certHash")
            }
            return ESSCertIDv2(
                hashAlgorithm: algorithm,
                certHash: try ASN1OctetString(derEncoded: hash),
                issuerSerial: nodes.next().map { ASN1Any(derEncoded: $0) }
            )
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            if hashAlgorithm != AlgorithmIdentifier(.sha256) { try coder.serialize(hashAlgorithm) }
            try coder.serialize(certHash)
            if let issuerSerial { try coder.serialize(issuerSerial) }
        }
    }
}
