import Dispatch
import Synchronization

/// Files waiting for a cell, first come first served; the cells' threads sleep on it.
final class JobQueue<Job: Sendable>: Sendable {
    private struct State {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)

    /// False when the queue is closed: nobody will take the job.
    func append(_ job: Job) -> Bool {
        let accepted = state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            return true
        }
        if accepted { available.signal() }
        return accepted
    }

    /// The next job, or nil once the queue is closed. Blocking until there is one.
    func next() -> Job? {
        available.wait()
        return state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
    }

    /// Wakes `readers` threads for good and returns the jobs that nobody took.
    func close(readers: Int) -> [Job] {
        let abandoned = state.withLock { state in
            let jobs = state.jobs
            state.jobs = []
            state.isClosed = true
            return jobs
        }
        for _ in 0..<readers { available.signal() }
        return abandoned
    }
}
