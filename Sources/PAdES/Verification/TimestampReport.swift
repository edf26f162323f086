/// What there is to say of a signature's timestamp.
package struct TimestampReport: Sendable, Codable, Equatable {
    /// RFC 3339, in UTC.
    package let at: String
    /// The common name in the authority's certificate.
    package let authority: String
    /// The authority leads to one of the given roots, and may give timestamps.
    package let trusted: Bool
}
