import SwiftASN1

/// RFC 5652, 10.2.4:
/// ```
/// IssuerAndSerialNumber ::= SEQUENCE {
///   issuer        Name,
///   serialNumber  CertificateSerialNumber }
/// ```
/// Both exactly as the certificate encodes them: a re-encoded name might not compare equal.
struct IssuerAndSerialNumber: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var issuer: [UInt8]
    var serialNumber: [UInt8]

    init(of certificate: Certificate) {
        issuer = certificate.issuer.der
        serialNumber = certificate.encodedSerialNumber
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        (issuer, serialNumber) = try DER.sequence(rootNode, identifier: identifier) { nodes in
            guard let issuer = nodes.next(), let serialNumber = nodes.next() else {
                throw ASN1Error.invalidASN1Object(reason: "IssuerAndSerialNumber lacks a part")
            }
            return (Array(issuer.encodedBytes), Array(serialNumber.encodedBytes))
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        coder.appendConstructedNode(identifier: identifier) { coder in
            coder.serializeRawBytes(issuer)
            coder.serializeRawBytes(serialNumber)
        }
    }
}
