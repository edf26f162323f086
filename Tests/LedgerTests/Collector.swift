import Ledger
import Synchronization

/// Findings as they are reported.
final class Collector: Sendable {
    private let storage = Mutex<[AuditFinding]>([])

    var findings: [AuditFinding] { storage.withLock { $0 } }

    func add(_ finding: AuditFinding) {
        storage.withLock { $0.append(finding) }
    }
}
