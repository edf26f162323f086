import COpenSSL

/// A question to an OCSP responder about one certificate, with a nonce (RFC 6960, 4.1; RFC 8954).
struct OCSPQuery: ~Copyable {
    let request: OpenSSLHandle
    let der: [UInt8]

    /// - Throws: ``RevocationProblem`` when OpenSSL cannot make it.
    init(about certificate: Certificate, issuedBy issuer: Certificate) throws(RevocationProblem) {
        ERR_clear_error()
        guard let request = OpenSSLHandle(OCSP_REQUEST_new(), freedBy: OCSP_REQUEST_free),
            let identifier = OCSPIdentifier.make(certificate, issuer, EVP_sha1())
        else { throw RevocationProblem(.silent, OpenSSLErrors.takeText()) }
        guard OCSP_request_add0_id(request.pointer, identifier) != nil else {
            OCSP_CERTID_free(identifier)
            throw RevocationProblem(.silent, OpenSSLErrors.takeText())
        }
        guard OCSP_request_add1_nonce(request.pointer, nil, 16) == 1 else {
            throw RevocationProblem(.silent, OpenSSLErrors.takeText())
        }
        var bytes: UnsafeMutablePointer<UInt8>?
        let length = i2d_OCSP_REQUEST(request.pointer, &bytes)
        defer { chungthuc_openssl_free(bytes) }
        guard let bytes, length > 0 else { throw RevocationProblem(.silent, OpenSSLErrors.takeText()) }
        der = Array(UnsafeBufferPointer(start: bytes, count: Int(length)))
        self.request = request
    }
}

enum OCSPIdentifier {
    /// A CertID of the caller's own (RFC 6960, 4.1.1).
    ///
    /// - Parameter digest: an `EVP_MD` that names the issuer and protects nothing: SHA-1, as every responder expects.
    static func make(_ certificate: Certificate, _ issuer: Certificate, _ digest: OpaquePointer?) -> OpaquePointer? {
        guard let subject = certificate.opened(), let authority = issuer.opened() else { return nil }
        return OCSP_cert_to_id(digest, subject.pointer, authority.pointer)
    }
}
