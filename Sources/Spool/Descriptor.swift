import Glibc

/// The one owner of a file descriptor; closes it.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    init(adopting number: Int32) {
        self.number = number
    }

    deinit {
        // Nothing here is written without fsync before, so a late error of close(2) has no news; and close is not
        // repeated after EINTR, because Linux has already freed the number.
        close(number)
    }

    /// Waits for the descriptor's data to be on the medium. Not repeated after any error: the kernel may have dropped
    /// the dirty pages already, and the second fsync would succeed over the loss.
    borrowing func sync(_ path: @autoclosure () -> String) throws(SpoolFault) {
        SyncCount.increase()
        guard fsync(number) == 0 else { throw .syncFailed(path: path(), errno: errno) }
    }

    borrowing func status(_ path: @autoclosure () -> String) throws(SpoolFault) -> FileStatus {
        var status = stat()
        try systemCall(.examine, path()) { fstat(number, &status) }
        return FileStatus(status)
    }
}

/// How often a call is made again after a signal: more signals than that in a row are a fault of the system.
private let patienceWithSignals = 1000

/// Makes a system call, again after EINTR.
///
/// - Throws: ``SpoolFault/system(_:path:errno:)``
@discardableResult
func systemCall<R: SignedInteger>(
    _ operation: SpoolFault.Operation,
    _ path: @autoclosure () -> String,
    _ call: () -> R
) throws(SpoolFault) -> R {
    var signals = 0
    while true {
        let result = call()
        if result >= 0 { return result }
        let code = errno
        signals += 1
        guard code == EINTR, signals < patienceWithSignals else { throw .system(operation, path: path(), errno: code) }
    }
}
