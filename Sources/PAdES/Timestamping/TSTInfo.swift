import SwiftASN1

/// RFC 3161, 2.4.2:
/// ```
/// TSTInfo ::= SEQUENCE {
///   version         INTEGER { v1(1) },
///   policy          TSAPolicyId,
///   messageImprint  MessageImprint,
///   serialNumber    INTEGER,
///   genTime         GeneralizedTime,
///   accuracy        Accuracy                OPTIONAL,
///   ordering        BOOLEAN                 DEFAULT FALSE,
///   nonce           INTEGER                 OPTIONAL,
///   tsa             [0] GeneralName         OPTIONAL,
///   extensions      [1] IMPLICIT Extensions OPTIONAL }
/// ```
/// Accuracy, ordering, tsa and extensions are not kept.
struct TSTInfo: DERParseable, Hashable, Sendable {
    var policy: ASN1ObjectIdentifier
    var messageImprint: MessageImprint
    /// Big-endian.
    var serialNumber: ArraySlice<UInt8>
    var genTime: GeneralizedTime
    /// Big-endian, without needless octets.
    var nonce: ArraySlice<UInt8>?

    init(derEncoded rootNode: ASN1Node) throws {
        (policy, messageImprint, serialNumber, genTime, nonce) = try DER.sequence(rootNode, identifier: .sequence) {
            nodes in
            guard try Int(derEncoded: &nodes) == 1 else {
                throw ASN1Error.invalidASN1Object(reason: "TSTInfo is not version 1")
            }
            let policy = try ASN1ObjectIdentifier(derEncoded: &nodes)
            let imprint = try MessageImprint(derEncoded: &nodes)
            let serial = try ArraySlice<UInt8>(derEncoded: &nodes)
            let time = try GeneralizedTime(derEncoded: &nodes)
            var nonce: ArraySlice<UInt8>?
            while let node = nodes.next() {
                if node.identifier == .integer { nonce = try ArraySlice<UInt8>(derEncoded: node) }
            }
            return (policy, imprint, serial, time, nonce)
        }
    }
}
