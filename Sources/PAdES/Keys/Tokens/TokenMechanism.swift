import COpenSSL
import CPKCS11

/// How a token is asked for a signature: what it can do decides how much of the algorithm is done here.
///
/// The digest is always taken here: the message is small, and a token that hashes is no safer for it.
enum TokenMechanism: Equatable, Sendable {
    /// CKM_ECDSA over a digest; the result is r‖s (PKCS#11 2.40 Current Mechanisms, 2.3.6).
    case ecdsa(DigestAlgorithm)
    /// CKM_RSA_PKCS over a DigestInfo (2.1.6).
    case rsaPKCS1(DigestAlgorithm)
    /// CKM_RSA_PKCS_PSS over a digest (2.1.10).
    case rsaPSS(DigestAlgorithm, saltLength: Int)
    /// CKM_RSA_X_509, the bare RSA operation (2.1.8), over an encoded message that is padded here.
    case rsaRaw(SignatureAlgorithm, modulusBits: Int)

    /// - Parameters:
    ///   - offered: the token's mechanisms.
    /// - Returns: `nil` when the token cannot make such signatures.
    init?(for algorithm: SignatureAlgorithm, key: PublicKeyKind, offered: Set<CK_MECHANISM_TYPE>) {
        let raw: TokenMechanism? =
            if case .rsa(let bits) = key, offered.contains(CK_MECHANISM_TYPE(CKM_RSA_X_509)) {
                .rsaRaw(algorithm, modulusBits: bits)
            } else {
                nil
            }
        let chosen: TokenMechanism? =
            switch algorithm {
            case .ecdsa(let digest):
                offered.contains(CK_MECHANISM_TYPE(CKM_ECDSA)) ? .ecdsa(digest) : nil
            case .rsassaPKCS1(let digest):
                offered.contains(CK_MECHANISM_TYPE(CKM_RSA_PKCS)) ? .rsaPKCS1(digest) : raw
            case .rsassaPSS(let digest, let saltLength):
                offered.contains(CK_MECHANISM_TYPE(CKM_RSA_PKCS_PSS))
                    ? .rsaPSS(digest, saltLength: saltLength) : raw
            }
        guard let chosen else { return nil }
        self = chosen
    }

    var type: CK_MECHANISM_TYPE {
        switch self {
        case .ecdsa: CK_MECHANISM_TYPE(CKM_ECDSA)
        case .rsaPKCS1: CK_MECHANISM_TYPE(CKM_RSA_PKCS)
        case .rsaPSS: CK_MECHANISM_TYPE(CKM_RSA_PKCS_PSS)
        case .rsaRaw: CK_MECHANISM_TYPE(CKM_RSA_X_509)
        }
    }

    /// What goes to the token for a message.
    ///
    /// - Returns: `nil` when OpenSSL has not this digest or no random numbers, or the modulus is too small for it.
    func input(for message: [UInt8]) -> [UInt8]? {
        switch self {
        case .ecdsa(let digest), .rsaPSS(let digest, _):
            digest.digest(of: message)
        case .rsaPKCS1(let digest):
            digest.digest(of: message).map { digest.digestInfo($0) }
        case .rsaRaw(.rsassaPKCS1(let digest), let bits):
            digest.digest(of: message).flatMap { RSAEncoding.pkcs1(digest.digestInfo($0), modulusBits: bits) }
        case .rsaRaw(.rsassaPSS(let digest, let saltLength), let bits):
            digest.digest(of: message).flatMap {
                RSAEncoding.pss($0, digest: digest, saltLength: saltLength, modulusBits: bits)
            }
        case .rsaRaw(.ecdsa, _):
            nil
        }
    }

    /// Hands the mechanism to a C function, with its parameters where it has any.
    func withMechanism<Result>(_ body: (UnsafeMutablePointer<CK_MECHANISM>) -> Result) -> Result {
        guard case .rsaPSS(let digest, let saltLength) = self else {
            var mechanism = CK_MECHANISM(mechanism: type, pParameter: nil, ulParameterLen: 0)
            return body(&mechanism)
        }
        let (hash, mask) = digest.tokenIdentifiers
        var parameters = CK_RSA_PKCS_PSS_PARAMS(hashAlg: hash, mgf: mask, sLen: CK_ULONG(saltLength))
        return withUnsafeMutableBytes(of: &parameters) { parameters in
            var mechanism = CK_MECHANISM(
                mechanism: type, pParameter: parameters.baseAddress, ulParameterLen: CK_ULONG(parameters.count))
            return body(&mechanism)
        }
    }
}

extension DigestAlgorithm {
    /// The digest and the mask generation function with it.
    fileprivate var tokenIdentifiers: (CK_MECHANISM_TYPE, CK_RSA_PKCS_MGF_TYPE) {
        switch self {
        case .sha256: (CK_MECHANISM_TYPE(CKM_SHA256), CK_RSA_PKCS_MGF_TYPE(CKG_MGF1_SHA256))
        case .sha384: (CK_MECHANISM_TYPE(CKM_SHA384), CK_RSA_PKCS_MGF_TYPE(CKG_MGF1_SHA384))
        case .sha512: (CK_MECHANISM_TYPE(CKM_SHA512), CK_RSA_PKCS_MGF_TYPE(CKG_MGF1_SHA512))
        }
    }
}
