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

    private struct Key: Hashable {
        let folder: SpoolFolder
        let name: FileName
    }

    private let settle: Duration
    private let sightings = Mutex<[Key: Sighting]>([:])

    init(settle: Duration) {
        self.settle = settle
    }

    /// - Returns: how long the file must still stand still; zero when it has settled.
    func remaining(_ name: FileName, in folder: SpoolFolder, status: FileStatus) -> Duration {
        let now = ContinuousClock.now
        return sightings.withLock { sightings in
            let key = Key(folder: folder, name: name)
            if let sighting = sightings[key], sighting.status == status {
                return max(.zero, settle - (now - sighting.since))
            }
            sightings[key] = Sighting(status: status, since: now)
            return settle
        }
    }

    /// In which order to look at files: those never seen first, then by turns the newest and the oldest, so that neither
    /// a single scan waits for a burst before it, nor a burst for what comes after it.
    func inTurn(_ names: [FileName], in folder: SpoolFolder) -> [FileName] {
        var known: [(name: FileName, since: ContinuousClock.Instant)] = []
        var ordered: [FileName] = []
        sightings.withLock { sightings in
            for name in names {
                if let sighting = sightings[Key(folder: folder, name: name)] {
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

    /// Forgets what is no longer there, so that the memory of a busy inbox does not grow.
    func keepOnly(_ names: Set<FileName>, in folder: SpoolFolder) {
        sightings.withLock { sightings in
            sightings = sightings.filter { $0.key.folder != folder || names.contains($0.key.name) }
        }
    }
}
