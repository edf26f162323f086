import COpenSSL
import FoundationEssentials
import SwiftASN1

extension TimestampToken {
    /// Whether the named certificate's key signed this very statement (RFC 5652, 5.4 and 5.6; RFC 3161, 2.4.2;
    /// RFC 5816, 2.2.1). Blocking.
    ///
    /// - Throws: ``TimestampProblem`` with `algorithmUnsupported`, `structureUnfit`, `wrongCertificate` or
    ///   `signatureMismatch`.
    package func checkSignature() throws(TimestampProblem) {
        guard let digest = signerInfo.digestAlgorithm.digest,
            let algorithm = signerInfo.signatureAlgorithm.signature(digest: digest)
        else {
            throw TimestampProblem(
                .algorithmUnsupported,
                "\(signerInfo.digestAlgorithm.algorithm), \(signerInfo.signatureAlgorithm.algorithm)")
        }
        guard let attributes = signerInfo.signedAttributes else {
            throw TimestampProblem(.structureUnfit, "no signed attributes")
        }
        // The value before the content: an attribute is worth nothing until it is known to be signed.
        guard algorithm.verifies(Array(signerInfo.signature.bytes), over: attributes.signedOctets, with: signer) else {
            throw TimestampProblem(.signatureMismatch)
        }
        let (type, expected) = Self.contentAttributes(of: attributes)
        guard type == .ContentType.tstInfo, let expected else {
            throw TimestampProblem(.structureUnfit, "content-type or message-digest")
        }
        guard digest.digest(of: content) == expected else { throw TimestampProblem(.signatureMismatch, "digest") }
        guard namesSigner(attributes) else { throw TimestampProblem(.wrongCertificate, "signing-certificate") }
    }

    /// Whether the signer may give timestamps, nothing else (RFC 3161, 2.3), and leads to an anchor. Blocking.
    ///
    /// - Throws: ``TimestampProblem`` with `purposeUnfit` or `untrusted`.
    package func checkTrust(anchors: TrustAnchors, at time: Date) throws(TimestampProblem) {
        guard signer.isForTimestamps else { throw TimestampProblem(.purposeUnfit) }
        do {
            _ = try anchors.anchor(of: signer, through: others, at: time)
        } catch {
            throw TimestampProblem(.untrusted, error.detail)
        }
    }

    /// Attributes that cannot be parsed say nothing.
    private static func contentAttributes(
        of attributes: SignedAttributes
    ) -> (type: ASN1ObjectIdentifier?, digest: [UInt8]?) {
        let type = attributes.singleValue(of: .SignedAttribute.contentType)
            .flatMap { try? ASN1ObjectIdentifier(asn1Any: $0) /* as above */ }
        let digest = attributes.singleValue(of: .SignedAttribute.messageDigest)
            .flatMap { try? ASN1OctetString(asn1Any: $0) /* as above */ }
        return (type, digest.map { Array($0.bytes) })
    }

    /// The reference to the signer's certificate, in either of its forms; one of them must be there.
    private func namesSigner(_ attributes: SignedAttributes) -> Bool {
        // A reference that cannot be parsed names nobody.
        if let value = attributes.singleValue(of: .SignedAttribute.signingCertificateV2),
            let first = (try? SigningCertificateV2(asn1Any: value))?.certs.first
        {
            guard let digest = first.hashAlgorithm.digest else { return false }
            return digest.digest(of: signer.der) == Array(first.certHash.bytes)
        }
        if let value = attributes.singleValue(of: .SignedAttribute.signingCertificate),
            let reference = try? SigningCertificate(asn1Any: value)
        {
            return signer.sha1 == Array(reference.certHash.bytes)
        }
        return false
    }
}

extension Certificate {
    /// extendedKeyUsage, critical, with timeStamping alone (RFC 3161, 2.3).
    var isForTimestamps: Bool {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let handle = opened() else { return false }
        return X509_check_purpose(handle.pointer, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1
    }

    /// For references of the old form only: to find a certificate, not to trust it.
    fileprivate var sha1: [UInt8]? {
        var value = [UInt8](repeating: 0, count: 20)
        guard EVP_Digest(der, der.count, &value, nil, EVP_sha1(), nil) == 1 else { return nil }
        return value
    }
}
