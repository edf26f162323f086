import COpenSSL
import FoundationEssentials

/// Reads one OCSP response (RFC 6960) for what it says of one certificate.
///
/// The responder is the issuer, or someone the issuer certified for it (4.2.2.2). Limit: the responder's certificate
/// must have been valid when it says it answered, which only a later document timestamp proves.
enum OCSPAnswer {
    /// Blocking.
    ///
    /// - Parameter der: an OCSPResponse; what cannot be read says nothing.
    static func status(
        in der: [UInt8],
        of certificate: Certificate,
        issuedBy issuer: Certificate,
        pool: [Certificate],
        at time: Date
    ) -> RevocationStatus {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_OCSP_RESPONSE(nil, &position, buffer.count)
        }
        guard let response = OpenSSLHandle(parsed, freedBy: OCSP_RESPONSE_free),
            OCSP_response_status(response.pointer) == OCSP_RESPONSE_STATUS_SUCCESSFUL,
            let basic = OpenSSLHandle(OCSP_response_get1_basic(response.pointer), freedBy: OCSP_BASICRESP_free),
            let subject = certificate.opened(), let authority = issuer.opened()
        else { return .unknown }
        // Older responders name certificates by SHA-1, which is a name and not a proof.
        for digest in [EVP_sha1(), EVP_sha256(), EVP_sha384(), EVP_sha512()] {
            guard
                let identifier = OpenSSLHandle(
                    OCSP_cert_to_id(digest, subject.pointer, authority.pointer), freedBy: OCSP_CERTID_free),
                let answer = Answer(in: basic.pointer, to: identifier.pointer)
            else { continue }
            guard isSigned(basic.pointer, by: issuer, pool: pool) else { return .unverifiable }
            return answer.status(at: time)
        }
        return .unknown
    }

    /// - Parameter response: an `OCSP_BASICRESP`, borrowed.
    private static func isSigned(_ response: OpaquePointer, by issuer: Certificate, pool: [Certificate]) -> Bool {
        guard let store = OpenSSLHandle(X509_STORE_new(), freedBy: X509_STORE_free),
            let authority = issuer.opened(), let certificates = openSSLStack([issuer] + pool),
            X509_STORE_add_cert(store.pointer, authority.pointer) == 1,
            let parameters = X509_STORE_get0_param(store.pointer),
            let produced = OCSP_resp_get0_produced_at(response).flatMap({ Date(asn1: $0) })
        else { return false }
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_time(parameters, time_t(produced.timeIntervalSince1970))
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        return OCSP_basic_verify(response, certificates.pointer, store.pointer, 0) == 1
    }
}

private struct Answer {
    let state: CInt
    let revoked: Date?
    let period: AnswerPeriod

    /// - Parameters:
    ///   - response: an `OCSP_BASICRESP`, borrowed.
    ///   - identifier: an `OCSP_CERTID`, borrowed.
    init?(in response: OpaquePointer, to identifier: OpaquePointer) {
        var state: CInt = 0
        var reason: CInt = 0
        var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var thisUpdate: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        var nextUpdate: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
        guard
            OCSP_resp_find_status(response, identifier, &state, &reason, &revoked, &thisUpdate, &nextUpdate) == 1,
            let given = thisUpdate.flatMap({ Date(asn1: $0) })
        else { return nil }
        self.state = state
        self.revoked = revoked.flatMap { Date(asn1: $0) }
        period = AnswerPeriod(thisUpdate: given, nextUpdate: nextUpdate.flatMap { Date(asn1: $0) })
    }

    func status(at time: Date) -> RevocationStatus {
        switch state {
        case V_OCSP_CERTSTATUS_REVOKED:
            guard let revoked else { return .revoked(since: period.thisUpdate) }
            // Revoked later, it was good until then.
            return revoked <= time ? .revoked(since: revoked) : .good
        case V_OCSP_CERTSTATUS_GOOD: return period.speaks(for: time) ? .good : .unknown
        default: return .unknown
        }
    }
}
