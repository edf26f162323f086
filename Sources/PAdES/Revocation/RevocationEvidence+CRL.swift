import COpenSSL
import FoundationEssentials

extension RevocationEvidence {
    /// Reads and checks a CRL (RFC 5280, 6.3): signed by the certificate's issuer, which may do so, and the certificate
    /// is on it or within its scope. Indirect CRLs and deltas are not used. Blocking.
    init(
        crl der: [UInt8],
        about certificate: Certificate,
        issuedBy issuer: Certificate
    ) throws(RevocationProblem) {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let list = OpenSSLHandle(parsing: der, by: d2i_X509_CRL, freedBy: X509_CRL_free),
            let thisUpdate = Date(asn1: X509_CRL_get0_lastUpdate(list.pointer))
        else { throw RevocationProblem(.silent, "not a CRL") }
        guard let subject = certificate.opened(), let authority = issuer.opened(),
            let key = X509_get0_pubkey(authority.pointer)
        else { throw RevocationProblem(.silent, "no memory") }
        guard X509_NAME_cmp(X509_CRL_get_issuer(list.pointer), X509_get_subject_name(authority.pointer)) == 0 else {
            throw RevocationProblem(.silent, "the CRL is another issuer's")
        }
        guard X509_get_key_usage(authority.pointer) & UInt32(KU_CRL_SIGN) != 0,
            X509_CRL_verify(list.pointer, key) == 1
        else { throw RevocationProblem(.unverified, "the CRL's signature is not its issuer's") }
        form = .crl
        self.der = der
        status = try Self.status(of: subject.pointer, in: list.pointer)
        self.thisUpdate = thisUpdate
        nextUpdate = Date(asn1: X509_CRL_get0_nextUpdate(list.pointer))
        responder = nil
    }

    /// - Parameters:
    ///   - subject: an `X509`, borrowed.
    ///   - list: an `X509_CRL`, borrowed.
    private static func status(
        of subject: OpaquePointer,
        in list: OpaquePointer
    ) throws(RevocationProblem) -> Status {
        var entry: OpaquePointer?
        // 2 stands for an entry that takes a revocation back.
        if X509_CRL_get0_by_cert(list, &entry, subject) == 1 {
            return .revoked(since: Date(asn1: X509_REVOKED_get0_revocationDate(entry)))
        }
        guard chungthuc_crl_covers(list, subject) == 1 else {
            throw RevocationProblem(.silent, "the certificate is not in the CRL's scope")
        }
        return .good
    }
}
