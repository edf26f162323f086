import Hashing

/// How far the chain reaches: what an anchor outside the ledger confirms.
package struct ChainHead: Sendable, Hashable {
    /// How many events there are.
    package let count: Int64
    /// The hash of the last one; `nil` without events.
    package let hash: Digest?
}
