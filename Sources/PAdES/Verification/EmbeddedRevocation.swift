import FoundationEssentials

/// The OCSP responses and CRLs that came with a document: in its /DSS, in adbe-revocationInfoArchival. Trusted by
/// nobody: each counts only when its signature leads to the issuer of the certificate it speaks of.
struct EmbeddedRevocation: Sendable {
    /// Each the DER encoding of one OCSPResponse.
    private(set) var responses: [[UInt8]] = []
    /// Each the DER encoding of one CertificateList.
    private(set) var lists: [[UInt8]] = []

    init(responses: [[UInt8]] = [], lists: [[UInt8]] = []) {
        self.responses = responses
        self.lists = lists
    }

    func adding(_ other: EmbeddedRevocation) -> EmbeddedRevocation {
        EmbeddedRevocation(responses: responses + other.responses, lists: lists + other.lists)
    }

    /// Blocking.
    ///
    /// - Parameters:
    ///   - issuer: whose signature on the certificate has been checked.
    ///   - pool: certificates among which a response's signer may be.
    func status(
        of certificate: Certificate,
        issuedBy issuer: Certificate,
        pool: [Certificate],
        at time: Date
    ) -> RevocationStatus {
        var status = RevocationStatus.unknown
        for response in responses {
            let answer = OCSPAnswer.status(in: response, of: certificate, issuedBy: issuer, pool: pool, at: time)
            status = status.combined(with: answer)
        }
        for list in lists {
            status = status.combined(
                with: RevocationList.status(in: list, of: certificate, issuedBy: issuer, at: time))
        }
        return status
    }
}
