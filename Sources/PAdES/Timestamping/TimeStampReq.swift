import SwiftASN1

/// RFC 3161, 2.4.1:
/// ```
/// TimeStampReq ::= SEQUENCE {
///   version         INTEGER { v1(1) },
///   messageImprint  MessageImprint,
///   reqPolicy       TSAPolicyId            OPTIONAL,
///   nonce           INTEGER                OPTIONAL,
///   certReq         BOOLEAN                DEFAULT FALSE,
///   extensions      [0] IMPLICIT Extensions OPTIONAL }
///
/// TSAPolicyId ::= OBJECT IDENTIFIER
/// ```
/// We always send a nonce and ask for the server's certificate, and never send extensions.
struct TimeStampReq: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var messageImprint: MessageImprint
    var reqPolicy: ASN1ObjectIdentifier?
    /// Big-endian, without needless octets.
    var nonce: ArraySlice<UInt8>

    init(messageImprint: MessageImprint, reqPolicy: ASN1ObjectIdentifier?, nonce: ArraySlice<UInt8>) {
        self.messageImprint = messageImprint
        self.reqPolicy = reqPolicy
        self.nonce = nonce
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(rootNode, identifier: identifier) { nodes in
            guard try Int(derEncoded: &nodes) == 1 else {
                throw ASN1Error.invalidASN1Object(reason: "TimeStampReq is not version 1")
            }
            let imprint = try MessageImprint(derEncoded: &nodes)
            let policy: ASN1ObjectIdentifier? = try DER.optionalImplicitlyTagged(&nodes)
            let nonce = try ArraySlice<UInt8>(derEncoded: &nodes)
            guard try Bool(derEncoded: &nodes) else {
                throw ASN1Error.invalidASN1Object(reason: "TimeStampReq asks for no certificate")
            }
            return TimeStampReq(messageImprint: imprint, reqPolicy: policy, nonce: nonce)
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(1)
            try coder.serialize(messageImprint)
            if let reqPolicy { try coder.serialize(reqPolicy) }
            try coder.serialize(nonce)
            try coder.serialize(true)
        }
    }
}
