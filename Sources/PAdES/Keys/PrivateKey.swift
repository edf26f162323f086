import COpenSSL
import Synchronization

/// The one owner of an `EVP_PKEY`.
///
/// OpenSSL 3 lets several threads sign with one `EVP_PKEY`, each with a context of its own: its lazily made state
/// (RSA blinding, provider caches) is locked inside. Nothing here changes the key, hence `@unchecked`.
final class PrivateKey: @unchecked Sendable {
    let pointer: OpaquePointer
    private let operations = Mutex<[SignatureAlgorithm: SigningOperation]>([:])

    /// Takes over the caller's reference.
    init(adopting pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// Whether the certificate is for this key.
    func belongs(to certificate: Certificate) -> Bool {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let handle = certificate.opened() else { return false }
        return X509_check_private_key(handle.pointer, pointer) == 1
    }

    /// Signs octets, hashing them with the algorithm's digest. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `signingFailed`.
    func signature(over message: [UInt8], algorithm: SignatureAlgorithm, name: String) throws(KeyFault) -> [UInt8] {
        ERR_clear_error()
        guard let context = operation(algorithm)?.begin() else {
            throw KeyFault(.signingFailed, of: name, detail: OpenSSLErrors.takeText())
        }
        var length = Int(EVP_PKEY_get_size(pointer))
        var value = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context.pointer, &value, &length, message, message.count) == 1 else {
            throw KeyFault(.signingFailed, of: name, detail: OpenSSLErrors.takeText())
        }
        return Array(value.prefix(length))
    }

    private func operation(_ algorithm: SignatureAlgorithm) -> SigningOperation? {
        operations.withLock { operations in
            if let operation = operations[algorithm] { return operation }
            let operation = SigningOperation(pointer, algorithm)
            operations[algorithm] = operation
            return operation
        }
    }
}

/// Signing with a key and an algorithm, set up once: signatures begin with copies, which OpenSSL makes in a fraction of
/// the time.
///
/// The original is never used otherwise, and copying leaves it as it is, hence `@unchecked`.
private final class SigningOperation: @unchecked Sendable {
    private let context: OpaquePointer

    /// - Parameter key: an `EVP_PKEY`, which the operation keeps.
    /// - Returns: `nil` where OpenSSL says why.
    init?(_ key: OpaquePointer, _ algorithm: SignatureAlgorithm) {
        guard let context = EVP_MD_CTX_new() else { return nil }
        self.context = context
        var parameters: OpaquePointer?
        guard EVP_DigestSignInit(context, &parameters, algorithm.digest.implementation, nil, key) == 1,
            algorithm.configure(parameters)
        else { return nil }
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// - Returns: an `EVP_MD_CTX` to sign with, once; `nil` where OpenSSL says why.
    func begin() -> OpenSSLHandle? {
        guard let copy = OpenSSLHandle(EVP_MD_CTX_new(), freedBy: EVP_MD_CTX_free),
            EVP_MD_CTX_copy_ex(copy.pointer, context) == 1
        else { return nil }
        return copy
    }
}

extension SignatureAlgorithm {
    /// Sets the padding on the parameters of a signing or verifying operation (an `EVP_PKEY_CTX`).
    ///
    /// For PSS the mask's digest is the operation's, as ``AlgorithmIdentifier`` declares.
    func configure(_ parameters: OpaquePointer?) -> Bool {
        switch self {
        case .ecdsa:
            true
        case .rsassaPKCS1:
            EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PADDING) == 1
        case .rsassaPSS(let digest, let saltLength):
            EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, digest.implementation) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, CInt(clamping: saltLength)) == 1
        }
    }
}
