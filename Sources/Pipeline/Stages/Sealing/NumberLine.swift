import Synchronization

/// Dossiers that are to get their numbers in the order in which somebody named them, while the rest of the work on them
/// is done side by side.
///
/// Whoever stands in the line passes sooner or later, with a number or without, or all behind wait for ever.
final class NumberLine: Sendable {
    private struct State {
        /// Whose turn it is, from 0.
        var next = 0
        var passed: Set<Int> = []
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    /// One dossier's place.
    struct Turn: Sendable {
        private let line: NumberLine
        private let index: Int

        init(_ line: NumberLine, index: Int) {
            self.line = line
            self.index = index
        }

        /// Waits until all before have passed.
        func come() async { await line.wait(index) }

        /// Lets the next one come; doing it again does nothing.
        func pass() { line.pass(index) }
    }

    private func wait(_ index: Int) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.next < index else { return true }
                state.waiting[index] = continuation
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func pass(_ index: Int) {
        let called = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard index >= state.next else { return nil }
            state.passed.insert(index)
            while state.passed.remove(state.next) != nil { state.next += 1 }
            return state.waiting.removeValue(forKey: state.next)
        }
        called?.resume()
    }
}
