import SwiftASN1

extension AlgorithmIdentifier {
    /// The identifier of a signature algorithm in a SignerInfo: PSS with its parameters spelt out (RFC 4056, 3),
    /// PKCS #1 v1.5 as rsaEncryption with NULL (RFC 5754, 3.2, the form every validator knows), ECDSA with its digest
    /// and without parameters (RFC 5754, 3.3).
    init(_ signature: SignatureAlgorithm) throws {
        switch signature {
        case .rsassaPSS(let digest, let saltLength):
            self.init(
                algorithm: .Algorithm.rsassaPSS,
                parameters: try ASN1Any(erasing: RSASSAPSSParameters(digest, saltLength: saltLength))
            )
        case .rsassaPKCS1:
            self.init(algorithm: .Algorithm.rsaEncryption, parameters: try ASN1Any(erasing: ASN1Null()))
        case .ecdsa(.sha256): self.init(algorithm: .Algorithm.ecdsaWithSHA256)
        case .ecdsa(.sha384): self.init(algorithm: .Algorithm.ecdsaWithSHA384)
        case .ecdsa(.sha512): self.init(algorithm: .Algorithm.ecdsaWithSHA512)
        }
    }

    /// The algorithm a SignerInfo names.
    ///
    /// - Parameter digest: the SignerInfo's digestAlgorithm; the signature's own digest must be the same one.
    /// - Returns: `nil` for what baseline signatures may not use, and for a PSS mask with another digest.
    func signature(digest: DigestAlgorithm) -> SignatureAlgorithm? {
        switch (algorithm, digest) {
        case (.Algorithm.rsaEncryption, _),
            (.Algorithm.sha256WithRSA, .sha256), (.Algorithm.sha384WithRSA, .sha384),
            (.Algorithm.sha512WithRSA, .sha512):
            return .rsassaPKCS1(digest)
        case (.Algorithm.ecdsaWithSHA256, .sha256), (.Algorithm.ecdsaWithSHA384, .sha384),
            (.Algorithm.ecdsaWithSHA512, .sha512):
            return .ecdsa(digest)
        case (.Algorithm.rsassaPSS, _):
            // Parameters that cannot be parsed name no algorithm we know.
            guard let parameters, let pss = try? RSASSAPSSParameters(asn1Any: parameters) else { return nil }
            // A negative length would mean something else to OpenSSL.
            guard pss.hashAlgorithm.digest == digest, pss.maskGenAlgorithm.maskDigest == digest, pss.saltLength >= 0
            else { return nil }
            return .rsassaPSS(digest, saltLength: pss.saltLength)
        default:
            return nil
        }
    }

    /// The digest inside an MGF1 identifier (RFC 8017, appendix A.2.1).
    private var maskDigest: DigestAlgorithm? {
        guard algorithm == .Algorithm.mgf1, let parameters else { return nil }
        // Parameters that cannot be parsed name no digest we know.
        return (try? AlgorithmIdentifier(asn1Any: parameters))?.digest
    }
}
