import FoundationEssentials
import Glibc
import Synchronization

/// Has strangers' files looked at by poppler and qpdf, in helper processes ("cells") with limits.
///
/// Called by intake, for every file before anything else reads its structure. Trusts no cell: a crash, a hang or a
/// memory bomb costs the file that caused it, names the reason, and the cell is replaced. Promises an answer for each
/// file within `secondsPerFile` of its turn, that no thread of Swift's pool is blocked meanwhile, and that no process
/// and no descriptor is left after ``shutDown()``.
///
/// Known limit: the queue is as long as its callers make it.
package final class Inspector: Sendable {
    private struct Running {
        var threads: [WorkerThread]
        /// Closing it tells the threads to stop waiting for their cells.
        var stop: (read: CInt, write: CInt)
    }

    private let queue = JobQueue<InspectionJob>()
    private let running: Mutex<Running?>
    private let hasReserved: Bool

    /// Starts the threads of the cells, each of which starts its cell when a file comes.
    ///
    /// - Parameters:
    ///   - executable: the path of a program whose `arguments` make it call ``InspectionCell/serve(socket:examination:)``
    ///     with socket 3, normally this program itself.
    ///   - cells: how many files are looked at at the same time.
    ///   - reserved: whether there is one cell more, for the office's own documents: what is inspected without rules.
    ///   - warm: whether the cells for strangers' files are started at once: for who waits for files. Most commands end
    ///     without one, and a cell costs 25 ms of a processor.
    /// - Throws: ``PDFFault/inspectionUnavailable(reason:)`` when there are no threads or descriptors to be had. An
    ///   executable that cannot be started shows at the first file.
    package init(
        executable: String, arguments: [String], cells: Int, reserved: Bool = false, warm: Bool = false,
        limits: CellLimits = CellLimits()
    ) throws(PDFFault) {
        hasReserved = reserved
        var ends: [CInt] = [-1, -1]
        // As good as a pipe, and Swift cannot call pipe2(2).
        guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .inspectionUnavailable(reason: "\(SystemFailure("socketpair"))")
        }
        let stop = (read: ends[0], write: ends[1])
        var threads: [WorkerThread] = []
        do throws(SystemFailure) {
            for index in 0..<max(1, cells) + (reserved ? 1 : 0) {
                let queue = queue
                let lane = index < max(1, cells) ? JobQueue<InspectionJob>.Lane.strangers : .own
                threads.append(
                    try WorkerThread {
                        var worker = CellWorker(
                            executable: executable, arguments: arguments, limits: limits, stop: stop.read,
                            isWarm: warm && lane == .strangers
                        )
                        worker.run(queue, lane)
                    }
                )
            }
        } catch {
            running = Mutex(nil)
            Self.end(Running(threads: threads, stop: stop), queue)
            throw .inspectionUnavailable(reason: "\(error)")
        }
        running = Mutex(Running(threads: threads, stop: stop))
    }

    deinit {
        shutDown()
    }

    /// Has a cell look at an open file.
    ///
    /// - Parameters:
    ///   - descriptor: a regular file, open for reading; borrowed until the return. Its offset is not used.
    ///   - name: the file's name for people, in the fault.
    ///   - page: whose geometry the report is to have, from 0.
    ///   - blank: the size of a blank place that is wanted on the last page, in points.
    ///   - rules: what the file may be; nil for one that was held against them before.
    /// - Throws: what is wrong with the file, or ``PDFFault/inspectionUnavailable(reason:)``.
    package func inspect(
        _ descriptor: CInt, name: String, page: Int? = nil, blank: Size? = nil, rules: InspectionRules?
    ) async throws(PDFFault) -> InspectionReport {
        let outcome = try await submit(.inspect, descriptor, name, page: page, blank: blank, rules: rules)
        guard case .report(let report) = outcome else {
            throw .software(reason: "a cell repaired instead of inspecting")
        }
        return report
    }

    /// Has a cell write a damaged file anew, with qpdf: the remedy for ``PDFFault/needsRepair(name:reason:)``. What comes
    /// out is a stranger's file still, to be inspected in its turn.
    ///
    /// - Parameters: as of ``inspect(_:name:page:rules:)``.
    /// - Returns: the whole document.
    /// - Throws: `beyondRepair`, also for a signed file, whose signatures a rewriting would break; and what
    ///   ``inspect(_:name:page:rules:)`` throws.
    package func repair(_ descriptor: CInt, name: String) async throws(PDFFault) -> [UInt8] {
        guard case .document(let bytes) = try await submit(.repair, descriptor, name) else {
            throw .software(reason: "a cell inspected instead of repairing")
        }
        return bytes
    }

    /// Has a cell do the work that the program gave to ``InspectionCell/serve(socket:examination:)``.
    ///
    /// - Parameters: as of ``inspect(_:name:page:rules:)``, and what the work needs besides the document; kilobytes.
    /// - Returns: what the work found.
    /// - Throws: what the work throws, and what ``inspect(_:name:page:rules:)`` throws.
    package func examine(
        _ descriptor: CInt, name: String, instructions: Data
    ) async throws(PDFFault) -> [UInt8] {
        guard case .findings(let bytes) = try await submit(.examine, descriptor, name, instructions: instructions)
        else {
            throw .software(reason: "a cell did something else than examining")
        }
        return bytes
    }

    /// What holds a cell of this machine; for `doctor`.
    ///
    /// - Parameter descriptor: any regular file, open for reading; it is not looked at.
    package func confinement(_ descriptor: CInt) async throws(PDFFault) -> CellConfinement {
        guard case .confinement(let confinement) = try await submit(.describe, descriptor, "") else {
            throw .software(reason: "a cell did something else than describing itself")
        }
        return confinement
    }

    private func submit(
        _ task: InspectionTask, _ descriptor: CInt, _ name: String, page: Int? = nil, blank: Size? = nil,
        rules: InspectionRules? = nil,
        instructions: Data = Data()
    ) async throws(PDFFault) -> InspectionOutcome {
        let result = await withCheckedContinuation { continuation in
            let job = InspectionJob(
                descriptor: descriptor, name: name, task: task, page: page, blank: blank, rules: rules,
                instructions: instructions, reply: continuation
            )
            let isOwn = hasReserved && task == .inspect && rules == nil
            if !queue.append(job, to: isOwn ? .own : .strangers) {
                continuation.resume(returning: .failure(.inspectionUnavailable(reason: "shut down")))
            }
        }
        return try result.get()
    }

    /// Ends the cells. What waits or is being looked at fails with ``PDFFault/inspectionUnavailable(reason:)``; nothing
    /// is lost by it. Blocking, for milliseconds; a second call does nothing.
    package func shutDown() {
        let ended = running.withLock { running in
            defer { running = nil }
            return running
        }
        if let ended { Self.end(ended, queue) }
    }

    private static func end(_ running: Running, _ queue: JobQueue<InspectionJob>) {
        let abandoned = queue.close(readers: running.threads.count)
        close(running.stop.write)
        for thread in running.threads { thread.join() }
        close(running.stop.read)
        for job in abandoned {
            job.reply.resume(returning: .failure(.inspectionUnavailable(reason: "shut down")))
        }
    }
}
