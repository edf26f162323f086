import SwiftASN1

/// RFC 5652, 5.1:
/// ```
/// SignedData ::= SEQUENCE {
///   version           CMSVersion,
///   digestAlgorithms  DigestAlgorithmIdentifiers,
///   encapContentInfo  EncapsulatedContentInfo,
///   certificates      [0] IMPLICIT CertificateSet OPTIONAL,
///   crls              [1] IMPLICIT RevocationInfoChoices OPTIONAL,
///   signerInfos       SignerInfos }
/// ```
struct SignedData: DERImplicitlyTaggable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var version: Int
    var digestAlgorithms: [AlgorithmIdentifier]
    var encapContentInfo: EncapsulatedContentInfo
    /// Each the DER encoding of one certificate. Choices other than `Certificate` are not kept.
    var certificates: [ASN1Any]
    var signerInfos: [SignerInfo]

    private static let certificatesTag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
    private static let crlsTag = ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)

    /// A detached signature of one signer: version 1, since content is id-data and the signer is named by issuer and
    /// serial number (RFC 5652, 5.1).
    init(detached signerInfo: SignerInfo, certificates: [ASN1Any]) {
        version = 1
        digestAlgorithms = [signerInfo.digestAlgorithm]
        encapContentInfo = EncapsulatedContentInfo(contentType: .ContentType.data, content: nil)
        self.certificates = certificates
        signerInfos = [signerInfo]
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        (version, digestAlgorithms, encapContentInfo, certificates, signerInfos) = try DER.sequence(
            rootNode, identifier: identifier
        ) { nodes in
            let version = try Int(derEncoded: &nodes)
            guard let digests = nodes.next() else {
                throw ASN1Error.invalidASN1Object(reason: "SignedData has no digestAlgorithms")
            }
            let digestAlgorithms = try digests.elements(of: .set).map { try AlgorithmIdentifier(derEncoded: $0) }
            let content = try EncapsulatedContentInfo(derEncoded: &nodes)
            var next = nodes.next()
            var certificates: [ASN1Any] = []
            if let node = next, node.identifier == Self.certificatesTag {
                certificates = try node.elements(of: Self.certificatesTag)
                    .filter { $0.identifier == .sequence }.map { ASN1Any(derEncoded: $0) }
                next = nodes.next()
            }
            if let node = next, node.identifier == Self.crlsTag { next = nodes.next() }
            guard let signers = next else {
                throw ASN1Error.invalidASN1Object(reason: "SignedData has no signerInfos")
            }
            let signerInfos = try signers.elements(of: .set).map { try SignerInfo(derEncoded: $0) }
            return (version, digestAlgorithms, content, certificates, signerInfos)
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(version)
            try coder.serializeSetOf(digestAlgorithms)
            try coder.serialize(encapContentInfo)
            if !certificates.isEmpty { try coder.serializeSetOf(certificates, identifier: Self.certificatesTag) }
            try coder.serializeSetOf(signerInfos)
        }
    }
}
