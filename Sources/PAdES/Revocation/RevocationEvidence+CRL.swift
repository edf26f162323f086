import COpenSSL
import FoundationEssentials

extension RevocationEvidence {
    /// Reads and checks a CRL (RFC 5280, 6.3): signed by the certificate's issuer, in force now, and its scope has this
    /// certificate in it. Indirect CRLs and deltas are not used. Blocking.
    init(
        crl der: [UInt8],
        about certificate: Certificate,
        issuedBy issuer: Certificate,
        at time: Date
    ) throws(RevocationProblem) {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_X509_CRL(nil, &position, buffer.count)
        }
        guard let list = OpenSSLHandle(parsed, freedBy: X509_CRL_free),
            let thisUpdate = Certificate.date(X509_CRL_get0_lastUpdate(list.pointer))
        else { throw RevocationProblem(detail: "not a CRL") }
        nextUpdate = Certificate.date(X509_CRL_get0_nextUpdate(list.pointer))
        guard Self.isCurrent(from: thisUpdate, until: nextUpdate, at: time) else {
            throw RevocationProblem(detail: "the CRL is not in force")
        }
        form = .crl
        self.der = der
        status = try Self.status(of: certificate, issuer: issuer, in: list.pointer, at: time)
        responder = nil
    }

    private static func status(
        of certificate: Certificate,
        issuer: Certificate,
        in list: OpaquePointer,
        at time: Date
    ) throws(RevocationProblem) -> Status {
        guard let store = OpenSSLHandle(X509_STORE_new(), freedBy: X509_STORE_free),
            let context = OpenSSLHandle(X509_STORE_CTX_new(), freedBy: X509_STORE_CTX_free),
            let authority = issuer.opened(), let target = certificate.opened(),
            X509_STORE_add_cert(store.pointer, authority.pointer) == 1,
            X509_STORE_add_crl(store.pointer, list) == 1,
            X509_STORE_CTX_init(context.pointer, store.pointer, target.pointer, nil) == 1,
            let parameters = X509_STORE_CTX_get0_param(context.pointer)
        else { throw RevocationProblem(detail: "no memory") }
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.timeIntervalSince1970))
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_CRL_CHECK | X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        guard X509_verify_cert(context.pointer) != 1 else { return .good }
        let error = X509_STORE_CTX_get_error(context.pointer)
        guard error == X509_V_ERR_CERT_REVOKED else {
            let reason = X509_verify_cert_error_string(Int(error))
            throw RevocationProblem(detail: reason.map { String(cString: $0) } ?? "the CRL does not fit")
        }
        var entry: OpaquePointer?
        guard X509_CRL_get0_by_cert(list, &entry, target.pointer) == 1 else { return .revoked(since: nil) }
        return .revoked(since: Certificate.date(X509_REVOKED_get0_revocationDate(entry)))
    }
}
