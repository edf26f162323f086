import SwiftASN1

/// RFC 8017, appendix A.2.3:
/// ```
/// RSASSA-PSS-params ::= SEQUENCE {
///   hashAlgorithm      [0] HashAlgorithm      DEFAULT sha1,
///   maskGenAlgorithm   [1] MaskGenAlgorithm   DEFAULT mgf1SHA1,
///   saltLength         [2] INTEGER            DEFAULT 20,
///   trailerField       [3] TrailerField       DEFAULT trailerFieldBC }
/// ```
/// The SHA-1 defaults are not for baseline signatures: hash and mask must be present. The trailer has one value only,
/// its default, which DER leaves out.
struct RSASSAPSSParameters: DERImplicitlyTaggable, Hashable, Sendable {
    static var defaultIdentifier: ASN1Identifier { .sequence }

    var hashAlgorithm: AlgorithmIdentifier
    var maskGenAlgorithm: AlgorithmIdentifier
    var saltLength: Int

    /// MGF1 with the same digest.
    init(_ digest: DigestAlgorithm, saltLength: Int) throws {
        hashAlgorithm = AlgorithmIdentifier(digest)
        maskGenAlgorithm = AlgorithmIdentifier(
            algorithm: .Algorithm.mgf1,
            parameters: try ASN1Any(erasing: AlgorithmIdentifier(digest))
        )
        self.saltLength = saltLength
    }

    private init(hashAlgorithm: AlgorithmIdentifier, maskGenAlgorithm: AlgorithmIdentifier, saltLength: Int) {
        self.hashAlgorithm = hashAlgorithm
        self.maskGenAlgorithm = maskGenAlgorithm
        self.saltLength = saltLength
    }

    init(derEncoded rootNode: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
        self = try DER.sequence(rootNode, identifier: identifier) { nodes in
            let hash = try DER.explicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) {
                try AlgorithmIdentifier(derEncoded: $0)
            }
            let mask = try DER.explicitlyTagged(&nodes, tagNumber: 1, tagClass: .contextSpecific) {
                try AlgorithmIdentifier(derEncoded: $0)
            }
            let salt = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 2, tagClass: .contextSpecific) {
                try Int(derEncoded: $0)
            }
            let trailer = try DER.optionalExplicitlyTagged(&nodes, tagNumber: 3, tagClass: .contextSpecific) {
                try Int(derEncoded: $0)
            }
            guard trailer ?? 1 == 1 else {
                throw ASN1Error.invalidASN1Object(reason: "unknown PSS trailer")
            }
            return RSASSAPSSParameters(hashAlgorithm: hash, maskGenAlgorithm: mask, saltLength: salt ?? 20)
        }
    }

    func serialize(into coder: inout DER.Serializer, withIdentifier identifier: ASN1Identifier) throws {
        try coder.appendConstructedNode(identifier: identifier) { coder in
            try coder.serialize(hashAlgorithm, explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific)
            try coder.serialize(maskGenAlgorithm, explicitlyTaggedWithTagNumber: 1, tagClass: .contextSpecific)
            try coder.serialize(saltLength, explicitlyTaggedWithTagNumber: 2, tagClass: .contextSpecific)
        }
    }
}
