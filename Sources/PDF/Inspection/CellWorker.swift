/// The life of one cell's thread: takes files from the queue, has its cell look at them, replaces the cell when it is
/// worn out or dead.
///
/// Run by ``Inspector`` on a thread of its own, which ends with the queue. Promises an answer for every file it takes,
/// within the time for one file (and once more if the first cell died) and some milliseconds; on a machine that has no
/// time for the cell, within the longer time of the limits.
struct CellWorker: ~Copyable {
    private let executable: String
    private let arguments: [String]
    private let limits: CellLimits
    private let stop: CInt
    private let isWarm: Bool
    private var cell: CellProcess?
    private var filesSeen = 0

    /// - Parameters:
    ///   - stop: a socket that hangs up when the program is shutting down; borrowed.
    ///   - isWarm: whether the first file finds its cell started.
    init(executable: String, arguments: [String], limits: CellLimits, stop: CInt, isWarm: Bool) {
        self.executable = executable
        self.arguments = arguments
        self.limits = limits
        self.stop = stop
        self.isWarm = isWarm
        cell = nil
    }

    /// Blocking, until the queue is closed.
    mutating func run(_ queue: JobQueue<InspectionJob>, _ lane: JobQueue<InspectionJob>.Lane) {
        // A cell that cannot be started is reported by the first file that needs it.
        if isWarm {
            cell = try? CellProcess(executable: executable, arguments: arguments, limits: limits)
        }
        while let job = queue.next(in: lane) {
            job.reply.resume(returning: inspect(job))
        }
    }

    /// A cell that dies gets a second try in a fresh one: the kernel's out-of-memory killer, or an administrator,
    /// may have meant someone else. A file that two cells die of is at fault.
    private mutating func inspect(_ job: InspectionJob) -> Result<InspectionOutcome, PDFFault> {
        switch attempt(job) {
        case .success(let result): return result
        case .failure(.died): break
        case .failure(let failure): return .failure(fault(failure, job))
        }
        switch attempt(job) {
        case .success(let result): return result
        case .failure(let failure): return .failure(fault(failure, job))
        }
    }

    private mutating func attempt(
        _ job: InspectionJob
    ) -> Result<Result<InspectionOutcome, PDFFault>, CellFailure> {
        let present: CellProcess
        do throws(SystemFailure) {
            present = try usableCell()
        } catch {
            return .failure(.unavailable("\(error)"))
        }
        let answer = present.examine(job, patience: Patience(limits, for: present.identifier, stop: stop))
        switch answer {
        case .success:
            filesSeen += 1
            cell = consume present
            return answer
        case .failure(.closed):
            return .failure(present.end())
        case .failure:
            return answer
        }
    }

    /// The warm cell if it is still there and not worn out, else a new one.
    private mutating func usableCell() throws(SystemFailure) -> CellProcess {
        if let present = cell.take(), filesSeen < limits.filesPerCell, !present.channel.isDisturbed {
            return present
        }
        filesSeen = 0
        return try CellProcess(executable: executable, arguments: arguments, limits: limits)
    }

    private func fault(_ failure: CellFailure, _ job: InspectionJob) -> PDFFault {
        switch failure {
        case .timedOut:
            .inspectionTimedOut(name: job.name, seconds: Int(limits.secondsPerFile.rounded(.up)))
        case .stopped:
            .inspectionUnavailable(reason: "shutting down")
        case .unavailable(let reason):
            .inspectionUnavailable(reason: reason)
        case .closed:
            .inspectionCrashed(name: job.name, reason: "closed")
        case .outOfMemory:
            .inspectionOutOfMemory(name: job.name, limit: limits.memory)
        case .died(let reason), .malformed(let reason):
            .inspectionCrashed(name: job.name, reason: reason)
        }
    }
}
