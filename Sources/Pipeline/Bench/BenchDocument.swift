/// What `bench` found out.
package struct BenchDocument: Codable, Sendable {
    package let documents: Int
    /// Of one scan, in octets.
    package let bytes: Int
    /// From the inbox to the Maildir, all stages one after the other.
    package let seconds: Double
    package let perSecond: Double
    package let limitPerSecond: Double
    /// Of the limit.
    package let ratio: Double
    package let stages: [Stage]
    /// The most memory that the program had, in octets; the helper processes are counted by themselves.
    package let peakMemory: Int
    package let peakHelperMemory: Int
    package let machine: MachineFigures
    package let parts: Parts

    /// One station of the way.
    package struct Stage: Codable, Sendable {
        /// `intake`, `submit`, `sign`, `stamp`, `deliver`.
        package let name: String
        package let seconds: Double
        package let perSecond: Double
        /// Milliseconds that one document took, beside others; nil where documents are not timed one by one.
        package let p50: Double?
        package let p99: Double?
        /// Of one document: milliseconds of processor, octets, syncs.
        package let processor: Double
        package let read: Double
        package let written: Double
        package let syncs: Double
    }

    /// Parts measured alone.
    package struct Parts: Codable, Sendable {
        /// Attestations laid out and appended with the leader's signature, on one core.
        package let appendsPerSecond: Double
        /// Signatures over a revision that is ready: hash and CMS, on one core.
        package let signaturesPerSecond: Double
        /// Numbers given durably, by 16 clients at once.
        package let numbersPerSecond: Double
        /// Of a search by name among the dossiers of the number test.
        package let searchesPerSecond: Double
    }
}
