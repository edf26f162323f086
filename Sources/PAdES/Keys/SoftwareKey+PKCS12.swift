import COpenSSL

extension SoftwareKey {
    /// Reads a PKCS#12 file (RFC 7292), made with today's ciphers or with those of twenty years ago. Blocking.
    ///
    /// Whether the key may sign is asked separately (``SigningKey/checkFitness(at:)``), so that `seals list` can show
    /// an expired one.
    ///
    /// - Parameter name: what to call the file in a message.
    /// - Throws: ``KeyFault`` with `notPKCS12`, `wrongPassphrase`, `unsupportedCipher`, `noKey`, `noCertificate` or
    ///   `notACertificate`.
    package static func load(
        pkcs12 bytes: [UInt8],
        passphrase: borrowing Passphrase,
        name: String
    ) throws(KeyFault) -> SoftwareKey {
        OldCiphers.load()
        ERR_clear_error()
        let parsed: OpaquePointer? = bytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_PKCS12(nil, &position, buffer.count)
        }
        guard let file = OpenSSLHandle(parsed, freedBy: PKCS12_free) else {
            throw KeyFault(.notPKCS12, of: name, detail: OpenSSLErrors.takeText())
        }

        var rawKey: OpaquePointer?
        var rawCertificate: OpaquePointer?
        var rawOthers: OpaquePointer?
        let status = passphrase.withCString {
            PKCS12_parse(file.pointer, $0, &rawKey, &rawCertificate, &rawOthers)
        }
        let key = rawKey.map { PrivateKey(adopting: $0) }
        let own = OpenSSLHandle(rawCertificate, freedBy: X509_free)
        let others = OpenSSLHandle(rawOthers, freedBy: chungthuc_x509_stack_free)
        guard status == 1 else { throw fault(for: OpenSSLErrors.take(), name: name) }
        guard let key else { throw KeyFault(.noKey, of: name) }
        guard let own else { throw KeyFault(.noCertificate, of: name) }

        var pool: [Certificate] = []
        if let others {
            for index in 0..<chungthuc_x509_count(others.pointer) {
                guard let pointer = chungthuc_x509_at(others.pointer, index) else { continue }
                pool.append(try Certificate(reading: pointer, name: name))
            }
        }
        let certificate = try Certificate(reading: own.pointer, name: name)
        return SoftwareKey(
            name: name, certificate: certificate, path: certificate.path(among: pool), key: key)
    }

    private static func fault(for errors: [OpenSSLErrors.Entry], name: String) -> KeyFault {
        let detail = errors.last?.text ?? ""
        let wrongPassphrase = errors.contains {
            $0.library == ERR_LIB_PKCS12
                && ($0.reason == PKCS12_R_MAC_VERIFY_FAILURE || $0.reason == PKCS12_R_PKCS12_CIPHERFINAL_ERROR)
        }
        if wrongPassphrase { return KeyFault(.wrongPassphrase, of: name) }
        let unsupported = errors.contains {
            $0.reason == chungthuc_unsupported || $0.reason == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM
                || $0.reason == EVP_R_UNSUPPORTED_ALGORITHM
        }
        return KeyFault(unsupported ? .unsupportedCipher : .notPKCS12, of: name, detail: detail)
    }
}

/// RC2-40 and its contemporaries, with which many providers still encrypt key files, live in a provider of their own.
/// Loading any provider by hand turns the automatic one off, so both are loaded, once, for the life of the process.
private enum OldCiphers {
    private static let loaded: Bool = {
        let modern = OSSL_PROVIDER_load(nil, "default") != nil
        // Where the module is not installed, only files that need it fail, and say so.
        let old = OSSL_PROVIDER_load(nil, "legacy") != nil
        return modern && old
    }()

    static func load() { _ = loaded }
}
