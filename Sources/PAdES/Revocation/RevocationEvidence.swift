import FoundationEssentials

/// A statement about one certificate by its issuer, or by whom the issuer appointed: checked, and good for a while.
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
    /// `nil` where the issuer says that there is always newer news.
    package let nextUpdate: Date?
    /// Who signed an OCSP response if that is not the issuer itself.
    package let responder: Certificate?

    /// How far clocks may be apart.
    static let tolerance: TimeInterval = 300
    /// How old a statement without an end may be.
    static let longestUndated: TimeInterval = 86_400

    /// Whether a statement made then, to be renewed then, can be believed now.
    static func isCurrent(from thisUpdate: Date, until nextUpdate: Date?, at time: Date) -> Bool {
        let end = nextUpdate ?? thisUpdate.addingTimeInterval(longestUndated)
        return thisUpdate <= time.addingTimeInterval(tolerance) && time <= end
    }
}

/// Why an answer about revocation cannot be used.
struct RevocationProblem: Error, Hashable {
    /// Technical, in English.
    let detail: String
}
