import Dispatch
import Synchronization

/// Files waiting for a cell, first come first served; the cells' threads sleep on it.
///
/// The office's own documents, which a leader waits for, have a lane and a thread of their own: what strangers drop,
/// however much and however bad, never holds them up.
final class JobQueue<Job: Sendable>: Sendable {
    enum Lane {
        case own, strangers
    }

    private struct State {
        var own: [Job] = []
        var strangers: [Job] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = [Lane.own: DispatchSemaphore(value: 0), .strangers: DispatchSemaphore(value: 0)]

    /// False when the queue is closed: nobody will take the job.
    func append(_ job: Job, to lane: Lane) -> Bool {
        let accepted = state.withLock { state in
            guard !state.isClosed else { return false }
            switch lane {
            case .own: state.own.append(job)
            case .strangers: state.strangers.append(job)
            }
            return true
        }
        if accepted { available[lane]?.signal() }
        return accepted
    }

    /// The next job of a lane, or nil once the queue is closed. Blocking until there is one.
    func next(in lane: Lane) -> Job? {
        available[lane]?.wait()
        return state.withLock { state in
            switch lane {
            case .own: state.own.isEmpty ? nil : state.own.removeFirst()
            case .strangers: state.strangers.isEmpty ? nil : state.strangers.removeFirst()
            }
        }
    }

    /// Wakes `readers` threads of each lane for good and returns the jobs that nobody took.
    func close(readers: Int) -> [Job] {
        let abandoned = state.withLock { state in
            let jobs = state.own + state.strangers
            state.own = []
            state.strangers = []
            state.isClosed = true
            return jobs
        }
        for _ in 0..<readers { available.values.forEach { $0.signal() } }
        return abandoned
    }
}
