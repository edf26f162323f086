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

    /// Forgets what is no longer there, so that the memory of a busy inbox does not grow.
    func keepOnly(_ names: Set<FileName>, in folder: SpoolFolder) {
        sightings.withLock { sightings in
            sightings = sightings.filter { $0.key.folder != folder || names.contains($0.key.name) }
        }
    }
}
