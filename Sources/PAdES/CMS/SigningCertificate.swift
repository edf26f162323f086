import SwiftASN1

/// RFC 2634, 5.4:
/// ```
/// SigningCertificate ::= SEQUENCE {
///   certs     SEQUENCE OF ESSCertID,
///   policies  SEQUENCE OF PolicyInformation OPTIONAL }
///
/// ESSCertID ::= SEQUENCE {
///   certHash      OCTET STRING, -- SHA-1
///   issuerSerial  IssuerSerial OPTIONAL }
/// ```
/// The reference as timestamp servers of before RFC 5816 write it; ``SigningCertificateV2`` is today's.
struct SigningCertificate: DERParseable, Hashable, Sendable {
    /// SHA-1 of the signer's certificate: the first of `certs`.
    var certHash: ASN1OctetString

    init(derEncoded rootNode: ASN1Node) throws {
        certHash = try DER.sequence(rootNode, identifier: .sequence) { nodes in
            guard let list = nodes.next() else {
                throw ASN1Error.invalidASN1Object(reason: "SigningCertificate has no certs")
            }
            _ = nodes.next()
            guard let first = try list.elements(of: .sequence).map({ $0 }).first else {
                throw ASN1Error.invalidASN1Object(reason: "SigningCertificate names no certificate")
            }
            return try DER.sequence(first, identifier: .sequence) { nodes in
                let hash = try ASN1OctetString(derEncoded: &nodes)
                _ = nodes.next()
                return hash
            }
        }
    }
}
