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
    package let alone: Alone
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
        /// Documents a second while the first tenth of them was done, and while the last was; nil for fewer than ten times
        /// as many as are worked on at the same time.
        package let firstTenth: Double?
        package let lastTenth: Double?
        /// Milliseconds that one document took, beside others; nil where documents are not timed one by one.
        package let p50: Double?
        package let p99: Double?
        /// Of one document: milliseconds of processor, octets, syncs.
        package let processor: Double
        package let read: Double
        package let written: Double
        package let syncs: Double
    }

    /// One document at a time on the idle machine, by a daemon that watches its folders: medians, and the worst;
    /// milliseconds.
    package struct Alone: Codable, Sendable {
        package let documents: Int
        /// From a scan in the inbox to the officer's desk, beyond the time that it has to stand still.
        package let toDesk: Double
        package let toDeskAtMost: Double
        /// From the leader's gesture to the signed file on the clerk's desk.
        package let toSigned: Double
        package let toSignedAtMost: Double
        /// What a signature takes at best: see ``MachineFigures/secondsToSign(size:)``.
        package let limit: Double
        /// How many times as long the gesture took.
        package let ratio: Double
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
