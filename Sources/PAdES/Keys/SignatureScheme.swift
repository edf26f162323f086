/// How a pipeline wants its signatures made: the configuration's `signature.scheme`.
package enum SignatureScheme: String, Sendable, Codable, CaseIterable {
    case rsassaPSS = "rsassa-pss"
    case rsassaPKCS1 = "rsassa-pkcs1"
    case ecdsa

    /// The algorithm that carries the scheme out with a given key. An EC key has only ECDSA, whatever is asked for:
    /// a leader's RSA key and a seal's EC key then work under one configuration.
    ///
    /// - Throws: ``KeyFault`` with `schemeUnfit` for ECDSA with an RSA key, with `unsupportedKey` for other keys.
    package func algorithm(for key: PublicKeyKind, of subject: String) throws(KeyFault) -> SignatureAlgorithm {
        switch (key, self) {
        case (.rsa, .rsassaPSS): .rsassaPSS(.sha256, saltLength: DigestAlgorithm.sha256.byteCount)
        case (.rsa, .rsassaPKCS1): .rsassaPKCS1(.sha256)
        case (.rsa, .ecdsa): throw KeyFault(.schemeUnfit, of: subject, detail: "\(rawValue), \(key)")
        case (.elliptic(.p256), _): .ecdsa(.sha256)
        case (.elliptic(.p384), _): .ecdsa(.sha384)
        case (.elliptic(.p521), _): .ecdsa(.sha512)
        case (.other, _): throw KeyFault(.unsupportedKey, of: subject, detail: "\(key)")
        }
    }
}

/// A signature algorithm with its digest: the same digest is taken of the document and of the signed attributes.
package enum SignatureAlgorithm: Hashable, Sendable {
    /// RFC 8017, 8.1; MGF1 with the same digest. The salt's octets: as many as the digest's when we sign.
    case rsassaPSS(DigestAlgorithm, saltLength: Int)
    /// RFC 8017, 8.2.
    case rsassaPKCS1(DigestAlgorithm)
    /// FIPS 186-4; the value is a DER ECDSA-Sig-Value (RFC 3279, 2.2.3).
    case ecdsa(DigestAlgorithm)

    package var digest: DigestAlgorithm {
        switch self {
        case .rsassaPSS(let digest, _), .rsassaPKCS1(let digest), .ecdsa(let digest): digest
        }
    }
}
