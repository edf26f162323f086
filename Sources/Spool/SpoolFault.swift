import Faults

/// What can go wrong with the folders and files of a workspace.
package enum SpoolFault: Fault, Hashable {
    /// What was attempted, for the sentence about it.
    package enum Operation: Hashable, Sendable {
        case open, read, write, create, list, move, remove, examine, lock, listen, connect
    }

    /// The operating system refused.
    case system(Operation, path: String, errno: Int32)
    /// fsync failed. What was written must be discarded and made again from its source.
    case syncFailed(path: String, errno: Int32)
    case notRegular(path: String, FileKind)
    /// Somebody is still writing the file.
    case notSettled(path: String)
    /// A file of that name is there already; nothing was overwritten.
    case nameTaken(path: String)
    /// The file under that name is no longer the one that was opened.
    case replaced(path: String)
    /// The bytes are not the ones with the expected digest.
    case digestMismatch(path: String)
    /// A rename cannot cross from one to the other.
    case differentFileSystems(from: String, to: String)
    /// The folder lies on another file system, which is not mounted.
    case notMounted(path: String)
    /// Longer than the caller was ready to hold in memory.
    case tooLarge(path: String, limit: Int)
    /// Another process works in the workspace.
    case workspaceLocked(path: String, holder: LockHolder?)
    /// Nobody listens on the control socket.
    case daemonAbsent(path: String)
    /// The daemon did not answer in time.
    case controlTimedOut(path: String)
    /// The conversation on the control socket broke off.
    case controlInterrupted(path: String)
    /// A command names more than a request to the daemon may hold.
    case requestTooLarge(limit: Int)
    /// The disk has not as much left, in bytes or in files, as the next step needs.
    case noRoom(path: String)
    case hashingUnavailable
}
