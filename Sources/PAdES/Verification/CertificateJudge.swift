import FoundationEssentials

/// Judges certificates: whether they lead to an anchor and whether anything on the way was revoked, with the material
/// that a document carries.
struct CertificateJudge: Sendable {
    let anchors: TrustAnchors
    /// Certificates that may stand on a path; not trusted.
    let pool: [Certificate]
    let evidence: EmbeddedRevocation

    struct Standing: Equatable {
        let anchor: Certificate
        /// `good` if the evidence speaks for everything below the anchor.
        let revocation: RevocationStatus
    }

    /// Blocking.
    ///
    /// - Parameters:
    ///   - others: certificates beside the signature.
    ///   - time: when the path must have been valid and not revoked.
    /// - Throws: ``SignatureProblem`` with `untrusted`, `expired`, `revoked` or `evidenceUnfit`.
    func judge(
        _ certificate: Certificate,
        beside others: [Certificate],
        evidence more: EmbeddedRevocation = EmbeddedRevocation(),
        for purpose: TrustAnchors.Purpose,
        at time: Date
    ) throws(SignatureProblem) -> Standing {
        let path = try anchors.path(of: certificate, through: others + pool, for: purpose, at: time)
        let evidence = evidence.adding(more)
        var all = RevocationStatus.good
        for (certificate, issuer) in zip(path, path.dropFirst()) {
            let status = evidence.status(of: certificate, issuedBy: issuer, pool: others + pool, at: time)
            switch status {
            case .revoked(let since):
                throw SignatureProblem(.revoked, "\(certificate.subject.display), \(since.formatted(.iso8601))")
            case .unverifiable: throw SignatureProblem(.evidenceUnfit, certificate.subject.display)
            case .unknown: all = .unknown
            case .good: continue
            }
        }
        // A path that is the anchor alone needs nobody's word; nobody gave it, either.
        let anchor = path[path.count - 1]
        return Standing(anchor: anchor, revocation: path.count > 1 ? all : .unknown)
    }
}
