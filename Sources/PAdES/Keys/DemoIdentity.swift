import COpenSSL

/// A key that ``DemoAuthority`` made and certified, ready to be written to a file or to sign.
package struct DemoIdentity: Sendable {
    package let certificate: Certificate
    /// The issuers, the root last.
    package let path: [Certificate]
    private let key: PrivateKey

    init(certificate: Certificate, path: [Certificate], key: PrivateKey) {
        self.certificate = certificate
        self.path = path
        self.key = key
    }

    /// The key without a detour through a file.
    package var softwareKey: SoftwareKey {
        SoftwareKey(name: certificate.subject.display, certificate: certificate, path: path, key: key)
    }

    /// A PKCS#12 file (RFC 7292) with the key, its certificate and its path; AES-256-CBC, PBKDF2. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `generationFailed`.
    package func pkcs12(passphrase: borrowing Passphrase) throws(KeyFault) -> [UInt8] {
        let failure = { KeyFault(.generationFailed, of: certificate.subject.display, detail: OpenSSLErrors.takeText()) }
        ERR_clear_error()
        guard let own = certificate.opened(),
            let others = OpenSSLHandle(chungthuc_x509_stack(), freedBy: chungthuc_x509_stack_free)
        else { throw failure() }
        for issuer in path {
            guard let handle = issuer.opened(), chungthuc_x509_push(others.pointer, handle.pointer) == 1
            else { throw failure() }
        }
        let made = passphrase.withCString {
            PKCS12_create($0, certificate.subject.display, key.pointer, own.pointer, others.pointer, 0, 0, 0, 0, 0)
        }
        guard let file = OpenSSLHandle(made, freedBy: PKCS12_free) else { throw failure() }
        var bytes: UnsafeMutablePointer<UInt8>?
        let length = i2d_PKCS12(file.pointer, &bytes)
        defer { chungthuc_openssl_free(bytes) }
        guard let bytes, length > 0 else { throw failure() }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(length)))
    }
}
