import Synchronization

/// Wakes one waiting task: something happened, or a deadline passed.
///
/// A ring that comes while nobody waits is remembered, once.
final class Pulse: Sendable {
    private enum State {
        case idle
        case rung
        case waiting(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.idle)

    func ring() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard case .waiting(let continuation) = state else {
                state = .rung
                return nil
            }
            state = .idle
            return continuation
        }
        waiter?.resume()
    }

    /// Waits for a ring, at most for the given time; returns at once when the task is cancelled.
    func wait(atMost limit: Duration) async {
        let timer = Task {
            do {
                try await Task.sleep(for: limit)
                ring()
            } catch {
                // Cancelled: the ring came first.
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state -> Bool in
                    if case .rung = state {
                        state = .idle
                        return true
                    }
                    state = .waiting(continuation)
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
        timer.cancel()
    }
}
