import COpenSSL
import FoundationEssentials

extension RevocationEvidence {
    /// Reads and checks an OCSP response (RFC 6960, 3.2): about this certificate, signed by its issuer or by someone the
    /// issuer certified for it (4.2.2.2). Blocking.
    ///
    /// Limit: in a document, the responder's certificate must have been valid when it says it answered, which only a
    /// later document timestamp proves.
    ///
    /// - Parameters:
    ///   - request: the `OCSP_REQUEST` that it answers, borrowed; nil for one that was kept.
    ///   - pool: certificates among which the responder may be.
    ///   - time: when the responder's certificate must be valid; nil: when it says it answered.
    init(
        ocsp der: [UInt8],
        about certificate: Certificate,
        issuedBy issuer: Certificate,
        answering request: OpaquePointer? = nil,
        pool: [Certificate] = [],
        at time: Date? = nil
    ) throws(RevocationProblem) {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let response = OpenSSLHandle(parsing: der, by: d2i_OCSP_RESPONSE, freedBy: OCSP_RESPONSE_free) else {
            throw RevocationProblem(.silent, "not an OCSP response")
        }
        let status = OCSP_response_status(response.pointer)
        guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL,
            let basic = OpenSSLHandle(OCSP_response_get1_basic(response.pointer), freedBy: OCSP_BASICRESP_free)
        else { throw RevocationProblem(.silent, "OCSP status \(status)") }
        // 0 is another nonce; responders that sign in advance send none.
        if let request, OCSP_check_nonce(request, basic.pointer) == 0 {
            throw RevocationProblem(.silent, "the OCSP response answers another request")
        }
        let statement = try Statement(in: basic.pointer, about: certificate, issuedBy: issuer)
        guard let answered = Date(asn1: OCSP_resp_get0_produced_at(basic.pointer)) else {
            throw RevocationProblem(.silent, "the OCSP response has no time")
        }
        responder = try Self.responder(of: basic.pointer, issuer: issuer, pool: pool, at: time ?? answered)
        form = .ocsp
        self.der = der
        self.status = statement.status
        thisUpdate = statement.thisUpdate
        nextUpdate = statement.nextUpdate
    }

    /// Checks the response's signature.
    ///
    /// - Parameter response: an `OCSP_BASICRESP`, borrowed.
    /// - Returns: who made it; nil when it is the issuer itself.
    private static func responder(
        of response: OpaquePointer,
        issuer: Certificate,
        pool: [Certificate],
        at time: Date
    ) throws(RevocationProblem) -> Certificate? {
        guard let store = OpenSSLHandle(X509_STORE_new(), freedBy: X509_STORE_free),
            let authority = issuer.opened(), let certificates = OpenSSLHandle.stack(of: [issuer] + pool),
            X509_STORE_add_cert(store.pointer, authority.pointer) == 1,
            let parameters = X509_STORE_get0_param(store.pointer)
        else { throw RevocationProblem(.silent, "no memory") }
        // The issuer's own path is checked where it is known; here it is what all must lead to.
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.timeIntervalSince1970))
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        guard OCSP_basic_verify(response, certificates.pointer, store.pointer, 0) == 1 else {
            throw RevocationProblem(.unverified, OpenSSLErrors.takeText())
        }
        var signer: OpaquePointer?
        guard OCSP_resp_get0_signer(response, &signer, certificates.pointer) == 1, let signer,
            // A certificate that OpenSSL has just verified can be read.
            let responder = try? Certificate(reading: signer, name: "OCSP responder")
        else { throw RevocationProblem(.unverified, "the OCSP response has no signer") }
        return responder == issuer ? nil : responder
    }
}

/// What an OCSP response says of one certificate.
private struct Statement {
    let status: RevocationEvidence.Status
    let thisUpdate: Date
    let nextUpdate: Date?

    /// - Parameter response: an `OCSP_BASICRESP`, borrowed.
    init(
        in response: OpaquePointer,
        about certificate: Certificate,
        issuedBy issuer: Certificate
    ) throws(RevocationProblem) {
        // Older responders name certificates by SHA-1, which is a name and not a proof.
        for digest in [EVP_sha1(), EVP_sha256(), EVP_sha384(), EVP_sha512()] {
            let made = OCSPIdentifier.make(certificate, issuer, digest)
            guard let identifier = OpenSSLHandle(made, freedBy: OCSP_CERTID_free) else { continue }
            if let statement = try Self.find(identifier.pointer, in: response) {
                self = statement
                return
            }
        }
        throw RevocationProblem(.silent, "the OCSP response is not about this certificate")
    }

    private init(status: RevocationEvidence.Status, thisUpdate: Date, nextUpdate: Date?) {
        self.status = status
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
    }

    /// - Parameter identifier: an `OCSP_CERTID`, borrowed.
    private static func find(
        _ identifier: OpaquePointer,
        in response: OpaquePointer
    ) throws(RevocationProblem) -> Statement? {
        var code: CInt = -1
        var reason: CInt = -1
        var since: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var this: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var next: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        guard OCSP_resp_find_status(response, identifier, &code, &reason, &since, &this, &next) == 1,
            let thisUpdate = Date(asn1: this)
        else { return nil }
        let status: RevocationEvidence.Status
        switch code {
        case V_OCSP_CERTSTATUS_GOOD: status = .good
        case V_OCSP_CERTSTATUS_REVOKED: status = .revoked(since: Date(asn1: since))
        default: throw RevocationProblem(.silent, "the responder does not know the certificate")
        }
        return Statement(status: status, thisUpdate: thisUpdate, nextUpdate: Date(asn1: next))
    }
}
