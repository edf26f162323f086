import CSystemCalls
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

    /// A thread without work, and the job that it is woken for.
    private final class Idle: Sendable {
        let job = Mutex<UnownedJob?>(nil)
        let isWoken = DispatchSemaphore(value: 0)
    }

    private struct State {
        /// The last to have come first: where little is to be done, few threads do it.
        var idle: [Idle] = []
        /// For which there was no thread.
        var waiting: [UnownedJob] = []
        var threads = 0
    }

    private enum Turn {
        case wake(Idle)
        case start
        case wait
    }

    private let state = Mutex(State())

    /// The C library gives threads heaps of their own, and each keeps what it had at its busiest: a burst of 100,000 files
    /// took 370 MB so, and takes 130 with two.
    private init() { csystem_share_heaps(2) }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let turn = state.withLock { state -> Turn in
            if let thread = state.idle.popLast() { return .wake(thread) }
            guard state.threads < Self.most else {
                state.waiting.append(job)
                return .wait
            }
            state.threads += 1
            return .start
        }
        switch turn {
        case .wake(let thread):
            thread.job.withLock { $0 = job }
            thread.isWoken.signal()
        case .start: start(with: job)
        case .wait: break
        }
    }

    private func start(with job: UnownedJob) {
        do {
            try BlockingThread("worker") { self.serve(job) }.detach()
        } catch {
            // The system has no more threads: Dispatch's must do for this one.
            state.withLock { $0.threads -= 1 }
            DispatchQueue.global().async { self.run(job) }
        }
    }

    private func serve(_ first: UnownedJob) {
        run(first)
        let idle = Idle()
        while true {
            let waiting = state.withLock { state -> UnownedJob? in
                guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
                state.idle.append(idle)
                return nil
            }
            if let waiting {
                run(waiting)
            } else {
                idle.isWoken.wait()
                if let job = idle.job.withLock({ $0.take() }) { run(job) }
            }
        }
    }

    private func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }
}
