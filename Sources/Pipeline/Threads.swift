import Dispatch
import Spool
import Synchronization

/// Threads for work that blocks: files, OpenSSL, the ledger, helper processes.
///
/// A stage runs as a task that prefers this executor, so its straight-line, blocking code never sits on Swift's
/// cooperative pool, which has one thread for each core and would stop serving everybody else. Nor on Dispatch's: that
/// one is as small, and takes a second to notice that its threads only wait for the disk.
package final class Threads: TaskExecutor {
    package static let shared = Threads()

    /// Those that wait for the medium together, and some for whoever comes besides.
    private static let most = 48

    private struct State {
        private var jobs: [UnownedJob] = []
        /// Of the jobs, the first that nobody has taken.
        private var next = 0
        var idle = 0
        var count = 0

        var waiting: Int { jobs.count - next }

        mutating func add(_ job: UnownedJob) { jobs.append(job) }

        mutating func take() -> UnownedJob? {
            guard next < jobs.count else { return nil }
            let job = jobs[next]
            next += 1
            if next == jobs.count || next >= 1024 {
                jobs.removeFirst(next)
                next = 0
            }
            return job
        }
    }

    private let state = Mutex(State())
    /// Signalled for each job.
    private let arrivals = DispatchSemaphore(value: 0)

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isThreadMissing = state.withLock { state in
            state.add(job)
            guard state.waiting > state.idle, state.count < Self.most else { return false }
            state.count += 1
            return true
        }
        arrivals.signal()
        if isThreadMissing { start() }
    }

    private func start() {
        do {
            try BlockingThread("worker") { self.serve() }.detach()
        } catch {
            // The system has no more threads: those that there are must do, and where there are none, Dispatch's.
            let isAlone = state.withLock { state in
                state.count -= 1
                return state.count == 0
            }
            if isAlone { DispatchQueue.global().async { self.runNext() } }
        }
    }

    private func serve() {
        while true { runNext() }
    }

    private func runNext() {
        state.withLock { $0.idle += 1 }
        arrivals.wait()
        let job = state.withLock { state in
            state.idle -= 1
            return state.take()
        }
        job?.runSynchronously(on: asUnownedTaskExecutor())
    }
}
