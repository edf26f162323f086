import SwiftASN1

/// RFC 3161, 2.4.2:
/// ```
/// TimeStampResp ::= SEQUENCE {
///   status          PKIStatusInfo,
///   timeStampToken  TimeStampToken OPTIONAL }
///
/// TimeStampToken ::= ContentInfo
/// ```
struct TimeStampResp: DERParseable, Sendable {
    var status: PKIStatusInfo
    /// The token's octets as they came.
    var timeStampToken: [UInt8]?

    init(derEncoded rootNode: ASN1Node) throws {
        (status, timeStampToken) = try DER.sequence(rootNode, identifier: .sequence) { nodes in
            (try PKIStatusInfo(derEncoded: &nodes), nodes.next().map { Array($0.encodedBytes) })
        }
    }
}
