import PAdES

/// How signatures are made, as `signature` in a pipeline's file says.
package struct SignatureSettings: Sendable {
    /// For RSA keys; EC keys always sign with ECDSA.
    package let scheme: SignatureScheme
    package let level: SignatureLevel
    /// Always there from B-T on.
    package let timestamp: TimestampSettings?
}

/// The PAdES baseline level (ETSI EN 319 142-1, clause 6). Each one has what those before it have.
package enum SignatureLevel: String, CaseIterable, Sendable, Comparable {
    case basic = "B-B"
    /// With a timestamp over each signature.
    case timestamped = "B-T"
    /// With the certificates and their revocation data in the file.
    case longTerm = "B-LT"
    /// With a timestamp over all of the file.
    case archival = "B-LTA"

    private var rank: Int {
        switch self {
        case .basic: 0
        case .timestamped: 1
        case .longTerm: 2
        case .archival: 3
        }
    }

    package static func < (left: SignatureLevel, right: SignatureLevel) -> Bool { left.rank < right.rank }
}

/// `signature.timestamp`: RFC 3161 servers.
package struct TimestampSettings: Sendable {
    /// In the order in which they are asked; at least one, `http:` or `https:`.
    package let urls: [String]
    /// A PEM file with what the servers' timestamp certificates must lead to, and with what stands between; without it
    /// the roots of the office's own keys are trusted.
    package let trust: String?
    /// A PEM file with the roots of the servers' TLS certificates; without it the system's.
    package let tlsAuthorities: String?
    /// The policy to ask for: dotted numbers.
    package let policy: String?
    /// For one exchange with a server.
    package let limit: Duration
    /// Requests to one server in a second.
    package let rate: Int
}
