import COpenSSL
import SwiftASN1

extension CMSSignature {
    /// What the signed attributes must say of the signer's certificate, lest another one be put in its place.
    enum CertificateReference {
        /// signing-certificate-v2, as CAdES demands (ETSI EN 319 122-1, 5.2.2).
        case version2
        /// In either form, as RFC 5816, 2.2.1 demands of timestamps.
        case eitherVersion
        /// Older PDF signatures may lack it; what is there must be right.
        case ifPresent
    }

    /// - Throws: ``SignatureProblem`` with `structureUnfit`, `algorithmUnsupported` or `certificateMismatch`.
    func checkReference(
        in attributes: SignedAttributes,
        _ rule: CertificateReference
    ) throws(SignatureProblem) {
        let has = { (type: ASN1ObjectIdentifier) in attributes.attributes.contains { $0.type == type } }
        if has(.SignedAttribute.signingCertificateV2) {
            try checkVersion2(attributes)
        } else if rule == .version2 {
            throw SignatureProblem(.structureUnfit, "no signing-certificate-v2")
        } else if has(.SignedAttribute.signingCertificate) {
            try checkVersion1(attributes)
        } else if rule == .eitherVersion {
            throw SignatureProblem(.structureUnfit, "no signing-certificate")
        }
    }

    private func checkVersion2(_ attributes: SignedAttributes) throws(SignatureProblem) {
        // An attribute that cannot be parsed names no certificate.
        guard let value = attributes.singleValue(of: .SignedAttribute.signingCertificateV2),
            let first = (try? SigningCertificateV2(asn1Any: value))?.certs.first
        else { throw SignatureProblem(.structureUnfit, "signing-certificate-v2") }
        guard let digest = first.hashAlgorithm.digest else {
            throw SignatureProblem(.algorithmUnsupported, "digest \(first.hashAlgorithm.algorithm)")
        }
        guard digest.digest(of: signer.der) == Array(first.certHash.bytes) else {
            throw SignatureProblem(.certificateMismatch)
        }
    }

    private func checkVersion1(_ attributes: SignedAttributes) throws(SignatureProblem) {
        // As above.
        guard let value = attributes.singleValue(of: .SignedAttribute.signingCertificate),
            let reference = try? SigningCertificate(asn1Any: value)
        else { throw SignatureProblem(.structureUnfit, "signing-certificate") }
        guard signer.sha1 == Array(reference.certHash.bytes) else { throw SignatureProblem(.certificateMismatch) }
    }
}

extension Certificate {
    /// For references of the old form only: to find a certificate, not to trust it.
    fileprivate var sha1: [UInt8]? {
        var value = [UInt8](repeating: 0, count: 20)
        guard EVP_Digest(der, der.count, &value, nil, EVP_sha1(), nil) == 1 else { return nil }
        return value
    }
}
