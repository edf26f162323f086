import Glibc
import Spool
import Synchronization

/// Whether a folder still holds the names that it held when a look at it found nothing to do.
///
/// Trusts the file system to change a folder's times with its names, as those do on which a whole spool can lie. A time
/// that is not old says nothing: a name that comes within the same tick of the clock leaves it as it is.
final class QuietFolder: Sendable {
    private let tick: Int
    private let standing = Mutex<FileStatus?>(nil)

    /// - Parameter tick: in seconds, of the file system's clock; some milliseconds as a rule, on old ones a second or two.
    init(tick: Int = 3) {
        self.tick = tick
    }

    /// - Parameter status: the folder's own.
    func holds(_ status: FileStatus) -> Bool { standing.withLock { $0 == status } }

    /// Notes that nothing was to be done.
    ///
    /// - Parameter status: the folder's own, from before the look.
    func note(_ status: FileStatus) {
        let isOld = time(nil) - max(status.modified.seconds, status.changed.seconds) > tick
        standing.withLock { $0 = isOld ? status : nil }
    }
}
