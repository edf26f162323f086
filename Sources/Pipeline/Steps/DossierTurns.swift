import Certification
import Synchronization

/// One act at a time for each dossier: two gestures, a command and a delivery may ask for the same one at once, and the
/// work files of a step are named by its dossier alone.
typealias DossierTurns = Turns<DossierCode>

/// One act at a time for each key.
final class Turns<Key: Hashable & Sendable>: Sendable {
    /// Who waits for a key that is being worked on, in the order of asking.
    private let waiting = Mutex<[Key: [CheckedContinuation<Void, Never>]]>([:])

    /// Acts when nobody else acts on the key. Not to be nested for one key.
    func exclusively<Result>(_ key: Key, _ act: () async throws -> Result) async rethrows -> Result {
        await begin(key)
        defer { end(key) }
        return try await act()
    }

    private func begin(_ key: Key) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting -> Bool in
                guard waiting[key] != nil else {
                    waiting[key] = []
                    return true
                }
                waiting[key]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func end(_ key: Key) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard var queue = waiting[key], !queue.isEmpty else {
                waiting[key] = nil
                return nil
            }
            let next = queue.removeFirst()
            waiting[key] = queue
            return next
        }
        next?.resume()
    }
}
