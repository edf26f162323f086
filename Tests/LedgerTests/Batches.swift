import Certification
import Ledger
import Synchronization

/// What a list was told of, batch by batch.
final class Batches: Sendable {
    private let all = Mutex<[[DossierDetail]]>([])

    var sizes: [Int] { all.withLock { $0.map(\.count) } }
    var records: [DossierRecord] { all.withLock { $0.flatMap { $0.map(\.record) } } }

    var histories: [DossierCode: [EventRecord]] {
        let details = all.withLock { $0.flatMap(\.self) }
        return Dictionary(uniqueKeysWithValues: details.map { ($0.record.code, $0.history) })
    }

    func add(_ batch: [DossierDetail]) {
        all.withLock { $0.append(batch) }
    }
}
