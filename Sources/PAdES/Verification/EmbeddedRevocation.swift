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
            let answer = Self.status(at: time) { () throws(RevocationProblem) in
                try RevocationEvidence(ocsp: response, about: certificate, issuedBy: issuer, pool: pool)
            }
            status = status.combined(with: answer)
        }
        for list in lists {
            let answer = Self.status(at: time) { () throws(RevocationProblem) in
                try RevocationEvidence(crl: list, about: certificate, issuedBy: issuer)
            }
            status = status.combined(with: answer)
        }
        return status
    }

    private static func status(
        at time: Date,
        in read: () throws(RevocationProblem) -> RevocationEvidence
    ) -> RevocationStatus {
        do throws(RevocationProblem) {
            return try read().status(at: time)
        } catch {
            return error.kind == .unverified ? .unverifiable : .unknown
        }
    }
}
