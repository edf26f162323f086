import Dispatch
import Synchronization

/// The hints between the watching thread and their consumer: a burst of 100,000 files in one folder is one hint.
final class PendingHints: Sendable {
    private struct State {
        var folders: Set<Int> = []
        var needsRescan = false
        var isFinished = false
        var polledFolders: [Int] = []
    }

    private let state = Mutex(State())
    // Holds one wake-up at most: whoever wakes finds everything that is pending.
    private let wakeUps: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let end = DispatchSemaphore(value: 0)

    init() {
        (wakeUps, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func add(_ hint: FolderWatcher.Hint) {
        state.withLock { state in
            switch hint {
            case .folderChanged(let index): state.folders.insert(index)
            case .rescan: state.needsRescan = true
            }
        }
        bell.yield()
    }

    func finish() {
        state.withLock { $0.isFinished = true }
        bell.finish()
        end.signal()
    }

    /// For a thread that has nothing to watch. Blocking, until ``finish()`` or for the given time.
    func waitForFinish(atMost limit: DispatchTimeInterval) {
        _ = end.wait(timeout: .now() + limit)
    }

    var isFinished: Bool { state.withLock(\.isFinished) }

    var polledFolders: [Int] {
        get { state.withLock(\.polledFolders) }
        set { state.withLock { $0.polledFolders = newValue } }
    }

    /// Waits for a hint; `nil` when the watcher has stopped or the task is cancelled.
    func next() async -> FolderWatcher.Hint? {
        while true {
            let (hint, isFinished) = state.withLock { state in (Self.take(from: &state), state.isFinished) }
            if isFinished { return nil }
            if let hint { return hint }
            var iterator = wakeUps.makeAsyncIterator()
            guard await iterator.next() != nil else { return nil }
        }
    }

    private static func take(from state: inout State) -> FolderWatcher.Hint? {
        if state.needsRescan {
            // A rescan looks at every folder anyway.
            state.needsRescan = false
            state.folders.removeAll()
            return .rescan
        }
        return state.folders.popFirst().map(FolderWatcher.Hint.folderChanged)
    }
}
