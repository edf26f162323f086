import COpenSSL
import FoundationEssentials

/// Reads one CRL (RFC 5280, 5) for what it says of one certificate: a complete one of the certificate's own issuer.
/// Delta and indirect CRLs say nothing here.
enum RevocationList {
    /// Blocking.
    ///
    /// - Parameter der: a CertificateList; what cannot be read, or names another issuer, says nothing.
    static func status(
        in der: [UInt8],
        of certificate: Certificate,
        issuedBy issuer: Certificate,
        at time: Date
    ) -> RevocationStatus {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_X509_CRL(nil, &position, buffer.count)
        }
        guard let list = OpenSSLHandle(parsed, freedBy: X509_CRL_free),
            let subject = certificate.opened(), let authority = issuer.opened(),
            X509_NAME_cmp(X509_CRL_get_issuer(list.pointer), X509_get_subject_name(authority.pointer)) == 0,
            let thisUpdate = X509_CRL_get0_lastUpdate(list.pointer).flatMap({ Date(asn1: $0) })
        else { return .unknown }
        guard X509_get_key_usage(authority.pointer) & UInt32(KU_CRL_SIGN) != 0,
            let key = X509_get0_pubkey(authority.pointer), X509_CRL_verify(list.pointer, key) == 1
        else { return .unverifiable }
        let nextUpdate = X509_CRL_get0_nextUpdate(list.pointer).flatMap { Date(asn1: $0) }

        var entry: OpaquePointer?
        // 2 stands for an entry that takes a revocation back.
        if X509_CRL_get0_by_cert(list.pointer, &entry, subject.pointer) == 1, let entry {
            guard let revoked = X509_REVOKED_get0_revocationDate(entry).flatMap({ Date(asn1: $0) }) else {
                return .revoked(since: thisUpdate)
            }
            return revoked <= time ? .revoked(since: revoked) : .good
        }
        guard chungthuc_crl_covers(list.pointer, subject.pointer) == 1 else { return .unknown }
        return AnswerPeriod(thisUpdate: thisUpdate, nextUpdate: nextUpdate).speaks(for: time) ? .good : .unknown
    }
}
