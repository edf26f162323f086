import Synchronization

/// Keeps a server from being asked more often than it was agreed upon. Each caller takes the next free turn.
package final class ServicePacer: Sendable {
    private let interval: Duration
    private let nextTurns = Mutex<[String: ContinuousClock.Instant]>([:])

    /// - Parameter requestsPerSecond: to one server; at least 1.
    package init(requestsPerSecond: Int) {
        interval = .seconds(1) / max(1, requestsPerSecond)
    }

    /// Waits for this caller's turn at the server.
    ///
    /// - Throws: `CancellationError`.
    func wait(for url: String) async throws {
        let now = ContinuousClock.now
        let turn = nextTurns.withLock { turns in
            let turn = max(now, turns[Self.host(of: url)] ?? now)
            turns[Self.host(of: url)] = turn + interval
            return turn
        }
        if turn > now { try await Task.sleep(until: turn) }
    }

    /// Scheme, host and port.
    private static func host(of url: String) -> String {
        url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).prefix(2).joined(separator: "//")
    }
}
