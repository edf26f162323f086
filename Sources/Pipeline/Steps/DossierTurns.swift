import Certification
import Synchronization

/// One act at a time for each dossier: two gestures, a command and a delivery may ask for the same one at once, and the
/// work files of a step are named by its dossier alone.
final class DossierTurns: Sendable {
    /// Who waits for a dossier that is being worked on, in the order of asking.
    private let waiting = Mutex<[DossierCode: [CheckedContinuation<Void, Never>]]>([:])

    /// Acts when nobody else acts on the dossier. Not to be nested for one dossier.
    func exclusively<Result>(_ code: DossierCode, _ act: () async throws -> Result) async rethrows -> Result {
        await begin(code)
        defer { end(code) }
        return try await act()
    }

    private func begin(_ code: DossierCode) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting -> Bool in
                guard waiting[code] != nil else {
                    waiting[code] = []
                    return true
                }
                waiting[code]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func end(_ code: DossierCode) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard var queue = waiting[code], !queue.isEmpty else {
                waiting[code] = nil
                return nil
            }
            let next = queue.removeFirst()
            waiting[code] = queue
            return next
        }
        next?.resume()
    }
}
