import Dispatch

/// Threads for work that blocks: files, OpenSSL, the ledger, helper processes.
///
/// A stage runs as a task that prefers this executor, so its straight-line, blocking code never sits on Swift's
/// cooperative pool, which has one thread for each core and would stop serving everybody else.
package final class Threads: TaskExecutor {
    package static let shared = Threads()

    private let queue = DispatchQueue(label: "chungthuc.threads", attributes: .concurrent)

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
