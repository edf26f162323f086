import COpenSSL
import SwiftASN1

extension CMSSignature {
    /// Whether the signature is over the given content and made by the signer's key (RFC 5652, 5.4 and 5.6; ETSI
    /// EN 319 122-1, 5.2.2). Blocking.
    ///
    /// - Parameters:
    ///   - pieces: the content in two pieces, as a ByteRange has it.
    ///   - reference: what is demanded of the reference to the signer's certificate.
    /// - Throws: ``SignatureProblem`` with `algorithmUnsupported`, `structureUnfit`, `digestMismatch`,
    ///   `certificateMismatch` or `signatureMismatch`.
    func check(
        over pieces: (UnsafeRawBufferPointer, UnsafeRawBufferPointer),
        reference: CertificateReference
    ) throws(SignatureProblem) {
        guard let digest = signerInfo.digestAlgorithm.digest else {
            throw SignatureProblem(.algorithmUnsupported, "digest \(signerInfo.digestAlgorithm.algorithm)")
        }
        guard let algorithm = signerInfo.signatureAlgorithm.signature(digest: digest) else {
            throw SignatureProblem(.algorithmUnsupported, "signature \(signerInfo.signatureAlgorithm.algorithm)")
        }
        guard let attributes = signerInfo.signedAttributes else {
            throw SignatureProblem(.structureUnfit, "no signed attributes")
        }
        // An object identifier always has an encoding.
        let stated = try? ASN1Any(erasing: contentType)
        guard let stated, attributes.singleValue(of: .SignedAttribute.contentType) == stated else {
            throw SignatureProblem(.structureUnfit, "content-type is not \(contentType)")
        }
        // The value before the content: an attribute is worth nothing until it is known to be signed.
        guard algorithm.verifies(Array(signerInfo.signature.bytes), over: attributes.signedOctets, with: signer) else {
            throw SignatureProblem(.signatureMismatch)
        }
        try checkReference(in: attributes, reference)
        // An attribute that is not an octet string holds no digest.
        guard let value = attributes.singleValue(of: .SignedAttribute.messageDigest),
            let expected = try? ASN1OctetString(asn1Any: value)
        else { throw SignatureProblem(.structureUnfit, "no message-digest") }
        guard digest.digest(of: pieces.0, pieces.1) == Array(expected.bytes) else {
            throw SignatureProblem(.digestMismatch)
        }
    }

    /// The same of the content inside, of a signature that has it there. Blocking.
    func checkContent(reference: CertificateReference) throws(SignatureProblem) {
        try (content ?? []).withUnsafeBytes { octets in
            Result { () throws(SignatureProblem) in
                try check(over: (octets, UnsafeRawBufferPointer(start: nil, count: 0)), reference: reference)
            }
        }.get()
    }
}

extension SignatureAlgorithm {
    /// Whether the certificate's key made the signature value over these octets. Blocking.
    func verifies(_ value: [UInt8], over message: [UInt8], with certificate: Certificate) -> Bool {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let handle = certificate.opened(), let key = X509_get0_pubkey(handle.pointer),
            let context = OpenSSLHandle(EVP_MD_CTX_new(), freedBy: EVP_MD_CTX_free)
        else { return false }
        guard fits(certificate.publicKey) else { return false }
        var parameters: OpaquePointer?
        guard EVP_DigestVerifyInit(context.pointer, &parameters, digest.implementation, nil, key) == 1,
            configure(parameters)
        else { return false }
        return EVP_DigestVerify(context.pointer, value, value.count, message, message.count) == 1
    }

    private func fits(_ key: PublicKeyKind) -> Bool {
        switch (self, key) {
        case (.rsassaPSS, .rsa), (.rsassaPKCS1, .rsa), (.ecdsa, .elliptic): true
        default: false
        }
    }
}
