import CInotifyTools
import Glibc
import Synchronization

/// libinotifytools, for the one thread that uses it.
///
/// The library's state is global; owning a value of this type is owning the library.
struct FolderEvents: ~Copyable {
    enum Event {
        /// Something happened in the folder of this watch.
        case changed(watch: Int32)
        /// The folder was moved, removed, unmounted, or its watch is gone.
        case folderLost(watch: Int32)
        /// The kernel dropped events.
        case overflow
        case failed
    }

    private static let isTaken = Mutex(false)

    // Closed after writing, renamed in, linked in; and the folder's own fate.
    private static let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE)
        | UInt32(IN_MOVE_SELF) | UInt32(IN_DELETE_SELF) | UInt32(IN_ONLYDIR)
    private static let lostMask =
        UInt32(IN_MOVE_SELF) | UInt32(IN_DELETE_SELF) | UInt32(IN_UNMOUNT) | UInt32(IN_IGNORED)

    // Only ``take()`` makes one. A failable initializer would end in `deinit` also when it returns `nil`, and close the
    // library under the thread that has it.
    private init() {}

    /// - Returns: `nil` when another thread has the library, or the kernel gives no inotify instance.
    static func take() -> FolderEvents? {
        let isOurs = Self.isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        guard isOurs else { return nil }
        guard inotifytools_initialize() != 0 else {
            Self.isTaken.withLock { $0 = false }
            return nil
        }
        return FolderEvents()
    }

    deinit {
        inotifytools_cleanup()
        Self.isTaken.withLock { $0 = false }
    }

    /// - Returns: the watch; `nil` when the folder is missing or the kernel has no watches left.
    mutating func watch(_ path: String) -> Int32? {
        guard inotifytools_watch_file(path, Int32(bitPattern: Self.mask)) != 0 else { return nil }
        // The library keeps folders under their name with a slash behind it.
        let watch = inotifytools_wd_from_filename(path.hasSuffix("/") ? path : path + "/")
        return watch >= 0 ? watch : nil
    }

    /// Waits for an event, a second at most; `nil` when there was none. Blocking.
    mutating func next() -> Event? {
        guard let event = inotifytools_next_event(1) else { return inotifytools_error() == 0 ? nil : .failed }
        let (watch, mask) = (event.pointee.wd, event.pointee.mask)
        if watch < 0 || mask & UInt32(IN_Q_OVERFLOW) != 0 { return .overflow }
        return mask & Self.lostMask != 0 ? .folderLost(watch: watch) : .changed(watch: watch)
    }
}
