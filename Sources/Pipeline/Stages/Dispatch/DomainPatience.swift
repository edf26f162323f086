import Certification
import Synchronization

/// Which recipient domains are left alone for a while: one that put off several messages in a row is not asked again
/// for each of the others. Kept in memory; a restart asks once more.
final class DomainPatience: Sendable {
    private struct Standing {
        var failures = 0
        var heldUntil: Moment?
    }

    /// Greylisting puts off every first message: that alone says nothing about a domain.
    private static let tolerated = 5
    private static let longest: Int64 = 15 * 60_000

    private let standings = Mutex<[String: Standing]>([:])

    /// - Returns: until when deliveries to the domain wait; `nil` when they need not.
    func held(_ domain: String, at moment: Moment) -> Moment? {
        standings.withLock { $0[domain]?.heldUntil }.flatMap { $0 > moment ? $0 : nil }
    }

    func accepted(_ domain: String) {
        standings.withLock { $0[domain] = nil }
    }

    func putOff(_ domain: String, at moment: Moment, first: Duration) {
        standings.withLock { standings in
            var standing = standings[domain] ?? Standing()
            standing.failures += 1
            let excess = standing.failures - Self.tolerated
            if excess >= 0 {
                let wait = Backoff.delay(after: excess, first: first, longest: Self.longest)
                standing.heldUntil = moment.adding(milliseconds: wait)
            }
            standings[domain] = standing
        }
    }
}
