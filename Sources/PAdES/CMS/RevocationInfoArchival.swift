import SwiftASN1

/// ISO 32000-1, 12.8.3.3.2:
/// ```
/// RevocationInfoArchival ::= SEQUENCE {
///   crl           [0] EXPLICIT SEQUENCE OF CRLs OPTIONAL,
///   ocsp          [1] EXPLICIT SEQUENCE OF OCSPResponse OPTIONAL,
///   otherRevInfo  [2] EXPLICIT SEQUENCE OF OtherRevInfo OPTIONAL }
/// ```
/// What a signature of the format before CAdES carries in place of a /DSS.
struct RevocationInfoArchival: DERParseable, Hashable, Sendable {
    /// Each the DER encoding of one CertificateList.
    var crls: [[UInt8]]
    /// Each the DER encoding of one OCSPResponse.
    var responses: [[UInt8]]

    init(derEncoded rootNode: ASN1Node) throws {
        (crls, responses) = try DER.sequence(rootNode, identifier: .sequence) { nodes in
            let crls = try Self.elements(&nodes, tag: 0)
            let responses = try Self.elements(&nodes, tag: 1)
            _ = nodes.next()
            return (crls, responses)
        }
    }

    private static func elements(_ nodes: inout ASN1NodeCollection.Iterator, tag: UInt) throws -> [[UInt8]] {
        try DER.optionalExplicitlyTagged(&nodes, tagNumber: tag, tagClass: .contextSpecific) { node in
            try node.elements(of: .sequence).map { Array($0.encodedBytes) }
        } ?? []
    }
}
