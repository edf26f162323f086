import Glibc
import Synchronization

// Says which folders to look at.
//
// Called by the daemon, which lists a folder whenever a hint names it, and all of them on `rescan`.
// Trusts: nothing. The kernel's queue overflows, network shares send no events, folders are replaced and moved.
// Promises: a rescan at the start, every 30 seconds, and on any doubt; that is what guarantees that every file is seen.
// Events only make it fast. A folder that cannot be watched is hinted every second instead.
// Limits: libinotifytools keeps global state and counts its timeouts in whole seconds, so one watcher of a process has
// events (others, as in tests, poll), and stopping takes up to a second.

/// Watches folders on a thread of its own and tells, as an asynchronous stream, which of them to look at.
package final class FolderWatcher: Sendable {
    /// Where to look.
    package enum Hint: Hashable, Sendable {
        /// Something may have arrived in the folder with this index.
        case folderChanged(Int)
        /// Look at every folder.
        case rescan
    }

    package enum Source: Hashable, Sendable {
        /// inotify, and polling for what it cannot watch.
        case events
        /// A hint a second for every folder: network shares that send no events.
        case polling
    }

    private let pending: PendingHints
    private let thread: Mutex<BlockingThread?>

    /// Starts watching.
    ///
    /// - Parameters:
    ///   - folders: paths; missing ones are watched as soon as they exist. Subfolders are not included.
    ///   - rescanInterval: how long a change may go unnoticed when every event is lost.
    /// - Throws: ``SpoolFault/system(_:path:errno:)`` when there can be no thread.
    package init(
        folders: [String],
        source: Source = .events,
        rescanInterval: Duration = .seconds(30)
    ) throws(SpoolFault) {
        let pending = PendingHints()
        self.pending = pending
        let started = try BlockingThread("folder watcher") {
            var loop = WatchLoop(folders: folders, source: source, rescanInterval: rescanInterval, pending: pending)
            loop.run()
        }
        thread = Mutex(started)
    }

    deinit { stop() }

    /// The hints, each folder at most once until it is taken from here; for one consumer. Ends after ``stop()``.
    package var hints: AsyncStream<Hint> {
        let pending = pending
        return AsyncStream { await pending.next() }
    }

    /// The indices of the folders that have no events at the moment and are polled instead; for `doctor`.
    package var polledFolders: [Int] { pending.polledFolders }

    /// Ends the thread and the stream. Blocking, up to a second.
    package func stop() {
        pending.finish()
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        running?.join()
    }
}
