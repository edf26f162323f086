import Spool
import Synchronization

/// When a file whose step failed is tried again: after 5, 10, 20 … seconds, at most every half minute.
///
/// Each file waits by itself, so that one that fails again and again takes little time from the others. One that a
/// person touched is tried at once.
final class RetryTracker: Sendable {
    private static let first: Duration = .seconds(5)
    private static let longest: Duration = .seconds(30)

    private struct Failure {
        let status: FileStatus
        let fault: FaultDocument
        let wait: Duration
        let until: ContinuousClock.Instant
    }

    private struct Key: Hashable {
        let folder: SpoolFolder
        let name: FileName
    }

    private let failures = Mutex<[Key: Failure]>([:])

    /// - Returns: how long the file must still wait; `nil` when it may be tried.
    func remaining(_ name: FileName, in folder: SpoolFolder, status: FileStatus) -> Duration? {
        let now = ContinuousClock.now
        return failures.withLock { failures in
            guard let failure = failures[Key(folder: folder, name: name)], failure.status == status,
                failure.until > now
            else { return nil }
            return failure.until - now
        }
    }

    /// What waits to be tried again, and why.
    var all: [(folder: SpoolFolder, name: FileName, fault: FaultDocument)] {
        failures.withLock { failures in failures.map { ($0.key.folder, $0.key.name, $0.value.fault) } }
            .sorted { $0.name < $1.name }
    }

    /// Notes that the file's step failed.
    ///
    /// - Returns: how long it waits now.
    func fail(_ name: FileName, in folder: SpoolFolder, status: FileStatus, because fault: FaultDocument) -> Duration {
        failures.withLock { failures in
            let key = Key(folder: folder, name: name)
            var wait = Self.first
            if let last = failures[key], last.status == status { wait = min(last.wait * 2, Self.longest) }
            failures[key] = Failure(status: status, fault: fault, wait: wait, until: .now + wait)
            return wait
        }
    }

    /// Forgets what is no longer there.
    func keepOnly(_ names: some Collection<FileName>, in folder: SpoolFolder) {
        failures.withLock { failures in
            guard !failures.isEmpty else { return }
            let names = Set(names)
            failures = failures.filter { $0.key.folder != folder || names.contains($0.key.name) }
        }
    }
}
