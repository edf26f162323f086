import COpenSSL

extension SoftwareKey {
    /// Reads a PKCS#12 file (RFC 7292), made with today's ciphers or with those of twenty years ago. Blocking.
    ///
    /// Whether the key may sign is asked separately (``SigningKey/checkFitness(at:)``), so that `seals list` can show
    /// an expired one.
    ///
    /// - Parameter name: what to call the file in a message.
    /// - Throws: ``KeyFault`` with `notPKCS12`, `wrongPassphrase`, `unsupportedCipher`, `noKey`, `severalKeys`,
    ///   `noCertificate`, `notACertificate` or `unsupportedKey`.
    package static func load(
        pkcs12 bytes: [UInt8],
        passphrase: borrowing Passphrase,
        name: String
    ) throws(KeyFault) -> SoftwareKey {
        OldCiphers.load()
        ERR_clear_error()
        guard let file = OpenSSLHandle(parsing: bytes, by: d2i_PKCS12, freedBy: PKCS12_free) else {
            throw KeyFault(.notPKCS12, of: name, detail: OpenSSLErrors.takeText())
        }

        let contents = try PKCS12Contents(file.pointer, passphrase: passphrase, name: name)
        let (key, certificate) = try signingPair(contents, name: name)
        return SoftwareKey(
            name: name, certificate: certificate, path: certificate.path(among: contents.certificates), key: key)
    }

    /// The key that signs, with its certificate. Beside it a file may hold others, for decryption say.
    private static func signingPair(
        _ contents: borrowing PKCS12Contents,
        name: String
    ) throws(KeyFault) -> (PrivateKey, Certificate) {
        var pairs: [(PrivateKey, Certificate)] = []
        for key in contents.keys {
            if let certificate = contents.certificates.first(where: { key.belongs(to: $0) }) {
                pairs.append((key, certificate))
            }
        }
        guard let first = pairs.first else {
            throw KeyFault(contents.keys.isEmpty ? .noKey : .noCertificate, of: name)
        }
        guard pairs.count > 1 else { return first }
        let fit = pairs.filter { $0.1.maySign }
        guard let only = fit.first else { return first }
        guard fit.count == 1 else {
            throw KeyFault(.severalKeys, of: name, detail: fit.map(\.1.serialNumber).joined(separator: ", "))
        }
        return only
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
