import COpenSSL
import FoundationEssentials

extension RevocationEvidence {
    /// Reads and checks an OCSP response (RFC 6960, 3.2): signed by the issuer or by whom it appointed, about this
    /// certificate, in force now. Blocking.
    ///
    /// - Parameter request: the `OCSP_REQUEST` that it answers; nil for one that was kept.
    init(
        ocsp der: [UInt8],
        about certificate: Certificate,
        issuedBy issuer: Certificate,
        answering request: OpaquePointer?,
        at time: Date
    ) throws(RevocationProblem) {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_OCSP_RESPONSE(nil, &position, buffer.count)
        }
        guard let response = OpenSSLHandle(parsed, freedBy: OCSP_RESPONSE_free) else {
            throw RevocationProblem(detail: "not an OCSP response")
        }
        let status = OCSP_response_status(response.pointer)
        guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL,
            let basic = OpenSSLHandle(OCSP_response_get1_basic(response.pointer), freedBy: OCSP_BASICRESP_free)
        else { throw RevocationProblem(detail: "OCSP status \(status)") }
        // 0 is another nonce; responders that sign in advance send none.
        if let request, OCSP_check_nonce(request, basic.pointer) == 0 {
            throw RevocationProblem(detail: "the OCSP response answers another request")
        }
        responder = try Self.verifiedSigner(of: basic.pointer, issuer: issuer, at: time)
        let statement = try Statement(in: basic.pointer, certificate, issuer)
        guard Self.isCurrent(from: statement.thisUpdate, until: statement.nextUpdate, at: time) else {
            throw RevocationProblem(detail: "the OCSP response is not in force")
        }
        form = .ocsp
        self.der = der
        self.status = statement.status
        nextUpdate = statement.nextUpdate
    }

    /// - Returns: the responder; nil when it is the issuer itself.
    private static func verifiedSigner(
        of basic: OpaquePointer,
        issuer: Certificate,
        at time: Date
    ) throws(RevocationProblem) -> Certificate? {
        guard let store = OpenSSLHandle(X509_STORE_new(), freedBy: X509_STORE_free),
            let authority = issuer.opened(), X509_STORE_add_cert(store.pointer, authority.pointer) == 1,
            let others = OpenSSLHandle(chungthuc_x509_stack(), freedBy: chungthuc_x509_stack_free),
            chungthuc_x509_push(others.pointer, authority.pointer) == 1,
            let parameters = X509_STORE_get0_param(store.pointer)
        else { throw RevocationProblem(detail: "no memory") }
        // The issuer's own path is checked where it is known; here it is what all must lead to.
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.timeIntervalSince1970))
        guard OCSP_basic_verify(basic, others.pointer, store.pointer, 0) == 1 else {
            throw RevocationProblem(detail: OpenSSLErrors.takeText())
        }
        var signer: OpaquePointer?
        guard OCSP_resp_get0_signer(basic, &signer, others.pointer) == 1, let signer,
            // A certificate that OpenSSL has just verified can be read.
            let responder = try? Certificate(reading: signer, name: "OCSP responder")
        else { throw RevocationProblem(detail: "the OCSP response has no signer") }
        return responder == issuer ? nil : responder
    }
}

/// What an OCSP response says of one certificate.
private struct Statement {
    let status: RevocationEvidence.Status
    let thisUpdate: Date
    let nextUpdate: Date?

    init(
        in basic: OpaquePointer,
        _ certificate: Certificate,
        _ issuer: Certificate
    ) throws(RevocationProblem) {
        guard let identifier = OpenSSLHandle(OCSPIdentifier.make(certificate, issuer), freedBy: OCSP_CERTID_free)
        else { throw RevocationProblem(detail: "no memory") }
        var code: CInt = -1
        var reason: CInt = -1
        var since: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var this: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var next: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        guard OCSP_resp_find_status(basic, identifier.pointer, &code, &reason, &since, &this, &next) == 1,
            let thisUpdate = Certificate.date(this)
        else { throw RevocationProblem(detail: "the OCSP response is not about this certificate") }
        switch code {
        case V_OCSP_CERTSTATUS_GOOD: status = .good
        case V_OCSP_CERTSTATUS_REVOKED: status = .revoked(since: Certificate.date(since))
        default: throw RevocationProblem(detail: "the responder does not know the certificate")
        }
        self.thisUpdate = thisUpdate
        nextUpdate = Certificate.date(next)
    }
}
