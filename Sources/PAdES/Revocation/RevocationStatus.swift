import FoundationEssentials

/// What all the evidence in a document says of a certificate at a time.
enum RevocationStatus: Equatable, Sendable {
    /// An answer that speaks for the time says it was not revoked.
    case good
    /// At or before the time.
    case revoked(since: Date)
    /// The only answer is one that nobody entitled to it has signed.
    case unverifiable
    /// No answer, or none that speaks for the time.
    case unknown

    /// Of two answers on one certificate: a revocation outweighs everything.
    func combined(with other: RevocationStatus) -> RevocationStatus {
        switch (self, other) {
        case (.revoked(let one), .revoked(let another)): .revoked(since: min(one, another))
        case (.revoked, _): self
        case (_, .revoked): other
        case (.good, _), (_, .good): .good
        case (.unverifiable, _), (_, .unverifiable): .unverifiable
        default: .unknown
        }
    }
}
