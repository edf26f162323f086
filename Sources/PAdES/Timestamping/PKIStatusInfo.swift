import SwiftASN1

/// RFC 3161, 2.4.2:
/// ```
/// PKIStatusInfo ::= SEQUENCE {
///   status        PKIStatus,
///   statusString  PKIFreeText     OPTIONAL,
///   failInfo      PKIFailureInfo  OPTIONAL }
///
/// PKIFreeText ::= SEQUENCE SIZE (1..MAX) OF UTF8String
/// PKIFailureInfo ::= BIT STRING
/// ```
struct PKIStatusInfo: DERParseable, Hashable, Sendable {
    /// granted, grantedWithMods, rejection, waiting, revocationWarning, revocationNotification.
    var status: Int
    var statusString: [String]

    init(derEncoded rootNode: ASN1Node) throws {
        (status, statusString) = try DER.sequence(rootNode, identifier: .sequence) { nodes in
            let status = try Int(derEncoded: &nodes)
            var texts: [String] = []
            while let node = nodes.next() {
                guard node.identifier == .sequence else { continue }
                texts = try node.elements(of: .sequence).map { String(try ASN1UTF8String(derEncoded: $0)) }
            }
            return (status, texts)
        }
    }

    /// Only with 0 and 1 is there a token (RFC 3161, 2.4.2).
    var isGranted: Bool { status == 0 || status == 1 }
}
