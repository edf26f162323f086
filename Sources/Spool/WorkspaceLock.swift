import Glibc

/// The one writer of a workspace: flock(2) on `.state/lock`, held until this object is let go of or the process ends.
///
/// The kernel frees the lock with the process, however it dies, so a lock file left by a crash hinders nobody.
package final class WorkspaceLock: Sendable {
    private static let fileName: FileName = "lock"
    /// A daemon keeps the lock for good; it may only be ending, or its name be left from before.
    private static let daemonPatience: Duration = .seconds(1)
    private let descriptor: Descriptor

    private init(adopting descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }

    /// Takes the lock. Blocking, up to the timeout.
    ///
    /// - Parameters:
    ///   - state: the folder ``SpoolFolder/state``.
    ///   - holder: what to tell others about us.
    ///   - timeout: how long to wait for another holder, for a daemon at most a second; zero tries once.
    /// - Throws: ``SpoolFault/workspaceLocked(path:holder:)`` (exit code 75) that names the holder; `system`.
    package static func acquire(
        in state: Directory,
        as holder: LockHolder,
        timeout: Duration = .zero
    ) throws(SpoolFault) -> WorkspaceLock {
        let path = state.describe(fileName)
        let opened = try systemCall(.open, path) {
            fileName.withCString { openat(state.number, $0, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600) }
        }
        let descriptor = Descriptor(adopting: opened)
        let start = ContinuousClock.now
        while true {
            do {
                try systemCall(.lock, path) { flock(opened, LOCK_EX | LOCK_NB) }
                break
            } catch .system(_, _, EWOULDBLOCK) {
                let holder = try Self.holder(in: state)
                let patience = holder?.isDaemon == true ? min(timeout, Self.daemonPatience) : timeout
                guard ContinuousClock.now < start + patience else {
                    throw .workspaceLocked(path: state.path, holder: holder)
                }
                // flock(2) knows no timeout, and nobody tells when a lock becomes free: to look again is all there is.
                _ = poll(nil, 0, 20)
            }
        }
        let text = Array(holder.text.utf8)
        try systemCall(.write, path) { ftruncate(opened, 0) }
        try systemCall(.write, path) { pwrite(opened, text, text.count, 0) }
        return WorkspaceLock(adopting: descriptor)
    }

    /// Who says to hold the lock, or held it last; `nil` when nobody ever did. Blocking.
    package static func holder(in state: Directory) throws(SpoolFault) -> LockHolder? {
        guard try state.status(of: fileName) != nil else { return nil }
        let text = try state.openRegular(fileName).bytes(limit: 4096)
        return LockHolder(text: String(decoding: text, as: UTF8.self))
    }
}
