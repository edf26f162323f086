import Synchronization

/// One act at a time for each thing that may be acted upon: two gestures, a command and a delivery may ask for the same
/// dossier at once, and the work files of a step are named by its dossier alone.
final class Turns<Subject: Hashable & Sendable>: Sendable {
    /// Who waits for a thing that is being worked on, in the order of asking.
    private let waiting = Mutex<[Subject: [CheckedContinuation<Void, Never>]]>([:])

    /// Acts when nobody else acts on it. Not to be nested for one thing.
    func exclusively<Result>(_ subject: Subject, _ act: () async throws -> Result) async rethrows -> Result {
        await begin(subject)
        defer { end(subject) }
        return try await act()
    }

    /// For an act that owns files, which a closure could not be given. ``end(_:)`` must follow, whatever comes.
    func begin(_ subject: Subject) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting -> Bool in
                guard waiting[subject] != nil else {
                    waiting[subject] = []
                    return true
                }
                waiting[subject]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func end(_ subject: Subject) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard var queue = waiting[subject], !queue.isEmpty else {
                waiting[subject] = nil
                return nil
            }
            let next = queue.removeFirst()
            waiting[subject] = queue
            return next
        }
        next?.resume()
    }
}
