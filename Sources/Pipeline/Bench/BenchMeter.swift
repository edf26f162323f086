import Ledger
import Synchronization

/// Measures one station: how long all of it took, how long each document, and what it used.
struct BenchMeter: Sendable {
    let ledger: Ledger

    /// Works on all subjects, several at a time.
    func measure<Subject: Sendable>(
        _ name: String,
        _ subjects: [Subject],
        width: Int = Office.width,
        _ act: @escaping @Sendable (Subject) async throws -> Void
    ) async throws -> BenchDocument.Stage {
        let durations = Mutex<[Duration]>([])
        return try await measure(name, documents: subjects.count, durations) {
            try await Self.forEach(subjects, width: width) { subject in
                let start = ContinuousClock.now
                try await act(subject)
                let duration = ContinuousClock.now - start
                durations.withLock { $0.append(duration) }
            }
        }
    }

    /// - Parameter durations: filled by the work, of each document; empty where documents are not timed one by one.
    func measure(
        _ name: String,
        documents: Int,
        _ durations: borrowing Mutex<[Duration]> = Mutex([]),
        _ work: () async throws -> Void
    ) async throws -> BenchDocument.Stage {
        let before = ResourceUse.now(ledger)
        let start = ContinuousClock.now
        try await work()
        let seconds = (ContinuousClock.now - start).seconds
        let use = ResourceUse.now(ledger) - before
        let count = Double(max(1, documents))
        let sorted = durations.withLock { $0 }.sorted()
        func quantile(_ part: Double) -> Double? {
            guard !sorted.isEmpty else { return nil }
            return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))].seconds * 1000
        }
        return BenchDocument.Stage(
            name: name,
            seconds: seconds,
            perSecond: Double(documents) / max(seconds, 1e-9),
            p50: quantile(0.5),
            p99: quantile(0.99),
            processor: use.processor / count * 1000,
            read: Double(use.read) / count,
            written: Double(use.written) / count,
            syncs: Double(use.syncs) / count
        )
    }

    static func forEach<Subject: Sendable>(
        _ subjects: [Subject],
        width: Int,
        _ act: @escaping @Sendable (Subject) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var waiting = subjects.makeIterator()
            for _ in 0..<width {
                guard let subject = waiting.next() else { break }
                group.addTask { try await act(subject) }
            }
            while try await group.next() != nil {
                if let subject = waiting.next() { group.addTask { try await act(subject) } }
            }
        }
    }
}
