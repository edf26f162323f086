import FoundationEssentials

/// A statement about one certificate by its issuer, or by whom the issuer appointed: its signature has been checked.
/// From a server, a cache or a document: where it came from proves nothing.
package struct RevocationEvidence: Sendable {
    package enum Form: Hashable, Sendable {
        case ocsp
        case crl
    }

    package enum Status: Hashable, Sendable {
        case good
        case revoked(since: Date?)
    }

    package let form: Form
    /// An OCSPResponse (RFC 6960, 4.2.1) or a CertificateList (RFC 5280, 5.1), as it came.
    package let der: [UInt8]
    package let status: Status
    /// When it was made.
    let thisUpdate: Date
    /// `nil` where the issuer says that there is always newer news.
    package let nextUpdate: Date?
    /// Who signed an OCSP response if that is not the issuer itself.
    package let responder: Certificate?

    /// How far clocks may be apart, in seconds.
    private static let tolerance: TimeInterval = 300
    /// How old a statement without an end may be, in seconds.
    private static let longestUndated: TimeInterval = 86_400

    /// - Returns: the statement itself.
    /// - Throws: ``RevocationProblem`` when there must be a newer one (RFC 6960, 3.2; RFC 5280, 6.3.3).
    func inForce(at time: Date) throws(RevocationProblem) -> RevocationEvidence {
        let end = nextUpdate ?? thisUpdate.addingTimeInterval(Self.longestUndated)
        guard thisUpdate <= time.addingTimeInterval(Self.tolerance), time <= end else {
            throw RevocationProblem(.silent, "it is not in force")
        }
        return self
    }

    /// What it says of a time that may be long ago. Made after that time, it knows what was before; made earlier, it
    /// speaks until its successor was due.
    func status(at time: Date) -> RevocationStatus {
        switch status {
        case .revoked(nil): return .revoked(since: thisUpdate)
        // Revoked later, it was good until then.
        case .revoked(let since?): return since <= time ? .revoked(since: since) : .good
        case .good:
            let speaks = thisUpdate >= time || (nextUpdate.map { $0 >= time } ?? false)
            return speaks ? .good : .unknown
        }
    }
}

/// Why an answer about revocation cannot be used.
struct RevocationProblem: Error, Hashable {
    enum Kind {
        /// It says nothing of the certificate, or not for the time.
        case silent
        /// It speaks of the certificate, but nobody entitled to it has signed it.
        case unverified
    }

    let kind: Kind
    /// Technical, in English.
    let detail: String

    init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}
