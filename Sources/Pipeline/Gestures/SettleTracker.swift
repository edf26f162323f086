import Spool
import Synchronization

/// Proves that a file has arrived: it must look the same for as long as `settle` says.
///
/// Measured on a clock that nobody can set, from the moment the program first sees the file, at the start too.
final class SettleTracker: Sendable {
    private struct Sighting {
        var status: FileStatus
        var since: ContinuousClock.Instant
    }

    private let settle: Duration
    private let sightings = Mutex<[SpoolFolder: [FileName: Sighting]]>([:])

    init(settle: Duration) {
        self.settle = settle
    }

    /// - Returns: how long the file must still stand still; zero when it has settled.
    func remaining(_ name: FileName, in folder: SpoolFolder, status: FileStatus) -> Duration {
        let now = ContinuousClock.now
        return sightings.withLock { sightings in
            if let sighting = sightings[folder]?[name], sighting.status == status {
                return max(.zero, settle - (now - sighting.since))
            }
            sightings[folder, default: [:]][name] = Sighting(status: status, since: now)
            return settle
        }
    }

    /// In which order to look at files: those never seen first, then by turns the newest and the oldest, so that neither
    /// a single scan waits for a burst before it, nor a burst for what comes after it.
    func inTurn(_ names: [FileName], in folder: SpoolFolder) -> [FileName] {
        var known: [(name: FileName, since: ContinuousClock.Instant)] = []
        var ordered: [FileName] = []
        sightings.withLock { sightings in
            guard let sightings = sightings[folder] else {
                ordered = names
                return
            }
            for name in names {
                if let sighting = sightings[name] {
                    known.append((name, sighting.since))
                } else {
                    ordered.append(name)
                }
            }
        }
        known.sort { $0.since < $1.since }
        var remaining = known[...]
        while let newest = remaining.popLast() {
            ordered.append(newest.name)
            if let oldest = remaining.popFirst() { ordered.append(oldest.name) }
        }
        return ordered
    }

    /// Forgets what is no longer there, so that the memory of a busy inbox does not grow. Not at each look: whoever comes
    /// back under the name has another status.
    func keepOnly(_ names: some Collection<FileName>, in folder: SpoolFolder) {
        sightings.withLock { sightings in
            guard let known = sightings[folder], known.count > 2 * names.count else { return }
            let names = Set(names)
            sightings[folder] = known.filter { names.contains($0.key) }
        }
    }
}
