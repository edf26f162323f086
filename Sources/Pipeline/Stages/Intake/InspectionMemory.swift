import Hashing
import PDF
import Synchronization

/// What is known of files lately, by the bytes of the file: what the helper processes have looked at for intake need not
/// be looked at again when the leader signs the same bytes soon after, nor what the leader's signature added to it when
/// the clerk seals them.
///
/// A report is handed out once: the next step has other bytes. Promises a bounded memory: large reports are not kept,
/// and the oldest go first.
final class InspectionMemory: Sendable {
    private struct Known {
        var reports: [Digest: InspectionReport] = [:]
        /// In the order in which they came; some may have been taken.
        var order: [Digest] = []

        /// Half of them at a time: cheaper than one by one.
        mutating func forgetTheOldest() {
            guard reports.count >= InspectionMemory.most || order.count >= 4 * InspectionMemory.most else { return }
            order.removeAll { reports[$0] == nil }
            let oldest = order.prefix(max(0, order.count - InspectionMemory.most / 2))
            for digest in oldest { reports[digest] = nil }
            order.removeFirst(oldest.count)
        }
    }

    /// A report takes some 40 KB: thousands of them, of a backlog that nobody comes to soon, doubled the program's memory.
    private static let most = 1024
    /// Scans have a page tree of some entries and no form; what has more takes its memory elsewhere.
    private static let mostEntries = 64

    private let known = Mutex(Known())

    func take(_ digest: Digest) -> InspectionReport? { known.withLock { $0.reports.removeValue(forKey: digest) } }

    /// Without taking it.
    func look(_ digest: Digest) -> InspectionReport? { known.withLock { $0.reports[digest] } }

    func keep(_ report: InspectionReport, of digest: Digest) {
        let structure = report.structure
        guard structure.inventory == nil, structure.fields.count + structure.pageTree.kids.count <= Self.mostEntries
        else { return }
        known.withLock { known in
            known.reports[digest] = report
            known.order.append(digest)
            known.forgetTheOldest()
        }
    }
}
