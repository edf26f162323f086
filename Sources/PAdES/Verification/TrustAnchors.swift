import COpenSSL
import FoundationEssentials

/// The certificates that are trusted because someone said so; everything else must lead to one of them.
package struct TrustAnchors: Sendable {
    package let certificates: [Certificate]

    package init(_ certificates: [Certificate]) {
        self.certificates = certificates
    }

    /// What the certificate at the beginning of a path is for.
    enum Purpose {
        case signing
        /// Extended key usage timeStamping, critical and alone (RFC 3161, 2.3).
        case timestamping
    }

    /// Builds and checks the path from a certificate to an anchor (RFC 5280, 6): names, signatures, validity, basic
    /// constraints, and nothing on the way weaker than 112 bits (RSA 2048, SHA-256). Revocation is not asked for.
    /// Blocking.
    ///
    /// - Parameters:
    ///   - others: certificates that may stand between; not trusted.
    ///   - time: when everything on the path must be valid.
    /// - Returns: the certificate first, the anchor last; both are one where the certificate is an anchor itself.
    /// - Throws: ``SignatureProblem`` with `untrusted` or `expired`.
    func path(
        of certificate: Certificate,
        through others: [Certificate],
        for purpose: Purpose,
        at time: Date
    ) throws(SignatureProblem) -> [Certificate] {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let store = OpenSSLHandle(X509_STORE_new(), freedBy: X509_STORE_free),
            let context = OpenSSLHandle(X509_STORE_CTX_new(), freedBy: X509_STORE_CTX_free),
            let target = certificate.opened(), let between = OpenSSLHandle.stack(of: others)
        else { throw SignatureProblem(.untrusted, "no memory") }
        for anchor in certificates {
            guard let handle = anchor.opened(), X509_STORE_add_cert(store.pointer, handle.pointer) == 1 else {
                throw SignatureProblem(.untrusted, "no memory")
            }
        }
        guard X509_STORE_CTX_init(context.pointer, store.pointer, target.pointer, between.pointer) == 1,
            let parameters = X509_STORE_CTX_get0_param(context.pointer)
        else { throw SignatureProblem(.untrusted, "no memory") }
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.timeIntervalSince1970))
        // An anchor need not be self-signed: an office may trust its provider and not the provider's root.
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        if purpose == .timestamping { X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_TIMESTAMP_SIGN) }

        guard X509_verify_cert(context.pointer) == 1 else {
            let error = X509_STORE_CTX_get_error(context.pointer)
            let reason = X509_verify_cert_error_string(Int(error)).map { String(cString: $0) } ?? ""
            let isOver = [X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID].contains(error)
            throw SignatureProblem(isOver ? .expired : .untrusted, reason)
        }
        let chain = X509_STORE_CTX_get0_chain(context.pointer)
        // A certificate that OpenSSL has just verified can be read.
        let path = (0..<chungthuc_x509_count(chain)).compactMap { index in
            chungthuc_x509_at(chain, index).flatMap { try? Certificate(reading: $0, name: "path") }
        }
        guard !path.isEmpty, path.count == chungthuc_x509_count(chain) else {
            throw SignatureProblem(.untrusted, "no chain")
        }
        return path
    }
}
