import Hashing
import PDF
import Synchronization

/// What the helper processes said of files lately, by the bytes of the file: what intake has had looked at need not be
/// looked at again when the leader signs the same bytes soon after.
///
/// A report is handed out once: the next step has other bytes. Promises a bounded memory: large reports are not kept,
/// and the oldest go first.
final class InspectionMemory: Sendable {
    private struct Known {
        var reports: [Digest: InspectionReport] = [:]
        /// In the order in which they came; some may have been taken.
        var order: [Digest] = []
    }

    private static let most = 4096
    /// Scans have a page tree of some entries and no form; what has more takes its memory elsewhere.
    private static let mostEntries = 64

    private let known = Mutex(Known())

    func take(_ digest: Digest) -> InspectionReport? { known.withLock { $0.reports.removeValue(forKey: digest) } }

    func keep(_ report: InspectionReport, of digest: Digest) {
        let structure = report.structure
        guard structure.inventory == nil, structure.fields.count + structure.pageTree.kids.count <= Self.mostEntries
        else { return }
        known.withLock { known in
            known.reports[digest] = report
            known.order.append(digest)
            guard known.order.count >= 2 * Self.most else { return }
            // Half of it at a time: cheaper than one by one.
            for digest in known.order.prefix(Self.most) { known.reports[digest] = nil }
            known.order.removeFirst(Self.most)
        }
    }
}
