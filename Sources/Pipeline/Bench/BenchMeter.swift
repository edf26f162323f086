import Ledger
import Synchronization

/// Measures one station: how long all of it took, how long each document, and what it used. What lies between two
/// portions of the work does not count.
struct BenchMeter {
    private let name: String
    private let ledger: Ledger
    private var seconds = 0.0
    private var use = ResourceUse()
    private var documents: [Document] = []

    /// One document.
    private struct Document {
        /// Nil where documents are not timed one by one.
        let duration: Duration?
        /// When it was done: in seconds of this station's work.
        let end: Double
    }

    init(_ name: String, ledger: Ledger) {
        self.name = name
        self.ledger = ledger
    }

    /// Works on all subjects, several at a time.
    mutating func measure<Subject: Sendable>(
        _ subjects: [Subject],
        width: Int = Office.width,
        _ act: @escaping @Sendable (Subject) async throws -> Void
    ) async throws {
        let done = Mutex<[(duration: Duration, end: ContinuousClock.Instant)]>([])
        let start = try await measure {
            try await Self.forEach(subjects, width: width) { subject in
                let start = ContinuousClock.now
                try await act(subject)
                let end = ContinuousClock.now
                done.withLock { $0.append((end - start, end)) }
            }
        }
        for document in done.withLock({ $0 }) {
            documents.append(
                Document(duration: document.duration, end: start.seconds + (document.end - start.instant).seconds))
        }
    }

    /// Work that takes many documents at once.
    ///
    /// - Parameter ends: tells afterwards, of each document, how many seconds after the work's beginning it was done.
    mutating func measure(
        ends: () async throws -> [Double], _ work: () async throws -> Void
    ) async throws {
        let start = try await measure(work)
        documents += try await ends().map { Document(duration: nil, end: start.seconds + $0) }
    }

    /// - Returns: when it began: by the clock, and in seconds of this station's work.
    private mutating func measure(
        _ work: () async throws -> Void
    ) async throws -> (instant: ContinuousClock.Instant, seconds: Double) {
        let before = ResourceUse.now(ledger)
        let start = (instant: ContinuousClock.now, seconds: seconds)
        try await work()
        seconds += (ContinuousClock.now - start.instant).seconds
        use += ResourceUse.now(ledger) - before
        return start
    }

    var stage: BenchDocument.Stage {
        let count = Double(max(1, documents.count))
        let durations = documents.compactMap(\.duration).sorted()
        func quantile(_ part: Double) -> Double? {
            guard !durations.isEmpty else { return nil }
            return durations[min(durations.count - 1, Int(Double(durations.count) * part))].seconds * 1000
        }
        return BenchDocument.Stage(
            name: name,
            seconds: seconds,
            perSecond: Double(documents.count) / max(seconds, 1e-9),
            firstTenth: tenths?.first,
            lastTenth: tenths?.last,
            p50: quantile(0.5),
            p99: quantile(0.99),
            processor: use.processor / count * 1000,
            read: Double(use.read) / count,
            written: Double(use.written) / count,
            syncs: Double(use.syncs) / count
        )
    }

    /// How many documents a second were done while the first tenth was, and while the last was; nil where a tenth is less
    /// than what is worked on at the same time.
    private var tenths: (first: Double, last: Double)? {
        let tenth = documents.count / 10
        guard tenth >= Office.width else { return nil }
        let ends = documents.map(\.end).sorted()
        let lasted = (first: ends[tenth - 1], last: seconds - ends[ends.count - tenth - 1])
        return (Double(tenth) / max(lasted.first, 1e-9), Double(tenth) / max(lasted.last, 1e-9))
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
