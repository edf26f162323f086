/// How talking to a cell can end. What it means for the file is for ``CellWorker`` to say.
enum CellFailure: Error, Equatable {
    /// The cell cannot be started.
    case unavailable(String)
    /// The other end is gone.
    case closed
    /// The cell died, with its exit status or signal.
    case died(String)
    /// The cell ended because its memory did.
    case outOfMemory
    /// No answer within the time for one file.
    case timedOut
    /// The program is shutting down.
    case stopped
    /// A message that is none.
    case malformed(String)
}
