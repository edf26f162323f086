import SwiftASN1

/// RFC 5035, 3:
/// ```
/// SigningCertificateV2 ::= SEQUENCE {
///   certs     SEQUENCE OF ESSCertIDv2,
///   policies  SEQUENCE OF PolicyInformation OPTIONAL }
/// ```
/// The first of `certs` names the signer's certificate; it is what keeps someone from putting another certificate
/// beside the same signature.
struct SigningCertificateV2: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var certs: [ESSCertIDv2]

    init(certs: [ESSCertIDv2]) {
        self.certs = certs
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        certs = try DER.sequence(rootNode, identifier: identifier) { nodes in
            guard let list = nodes.next() else {
                throw ASN1Error.invalidASN1Object(reason: "SigningCertificateV2 has no certs")
            }
            let certs = try list.elements(of: .sequence).map { try ESSCertIDv2(derEncoded: $0) }
            _ = nodes.next()
            return certs
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serializeSequenceOf(certs)
        }
    }
}
