import Faults
import Synchronization

/// Remembers for a short while that a service is down, so that a desk full of dossiers does not wait for it one by one.
///
/// The rest after a failure doubles with each further one; the first success ends it.
final class OutageMemory<Failure: Fault>: Sendable {
    private struct Outage {
        var fault: Failure
        var failures: Int
        var until: ContinuousClock.Instant
    }

    private let firstRest: Duration = .seconds(2)
    private let longestRest: Duration = .seconds(30)
    private let outages = Mutex<[String: Outage]>([:])

    /// - Throws: the fault of the last failure while its rest lasts.
    func check(_ service: String) throws(Failure) {
        let outage = outages.withLock { $0[service] }
        if let outage, ContinuousClock.now < outage.until { throw outage.fault }
    }

    func failed(_ service: String, _ fault: Failure) {
        outages.withLock { outages in
            let failures = (outages[service]?.failures ?? 0) + 1
            let rest = min(firstRest * (1 << min(failures - 1, 4)), longestRest)
            outages[service] = Outage(fault: fault, failures: failures, until: .now + rest)
        }
    }

    func succeeded(_ service: String) {
        outages.withLock { $0[service] = nil }
    }
}
