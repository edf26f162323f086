import Hashing
import Synchronization

/// Hashes of files that this program wrote or read lately and that nobody else can change, so that a document is not
/// read anew at each of its stations.
///
/// Called by ``ReadableFile`` and by what writes files. Trusts a file's status: the kernel sets the time of the last
/// change, and any writing, linking or renaming changes it. Promises a bounded memory, and to forget after a quarter of
/// an hour: what the medium has lost since then is to be noticed.
/// Limit: on kernels before 6.13 a program of our own user that changes a file within a tick of the file system's clock
/// after we last renamed it is not seen.
enum KnownBytes {
    /// What was read so far stays; whoever goes on from it gets a copy.
    private final class Hash: @unchecked Sendable {
        // Unchecked: nothing but copies are made of it, one at a time.
        let state: SHA256
        init(_ state: consuming SHA256) { self.state = state }
    }

    private struct Entry {
        let digest: Digest
        let hash: Hash
        let at: ContinuousClock.Instant
    }

    private struct Known {
        private(set) var entries: [FileStatus: Entry] = [:]
        /// In the order in which they came; some may be gone.
        private var order: [FileStatus] = []

        func entry(_ status: FileStatus) -> Entry? {
            entries[status].flatMap { ContinuousClock.now - $0.at < KnownBytes.span ? $0 : nil }
        }

        mutating func keep(_ entry: Entry, of status: FileStatus) {
            entries[status] = entry
            order.append(status)
            guard order.count >= 2 * KnownBytes.most else { return }
            // Half of it at a time: cheaper than one by one.
            for status in order.prefix(KnownBytes.most) { entries[status] = nil }
            order.removeFirst(KnownBytes.most)
        }

        mutating func take(_ status: FileStatus) -> Entry? { entries.removeValue(forKey: status) }
    }

    private static let most = 4096
    private static let span: Duration = .seconds(900)

    private static let known = Mutex(Known())

    static func digest(of status: FileStatus) -> Digest? {
        known.withLock { $0.entry(status)?.digest }
    }

    /// A running hash over the whole file, to go on from.
    static func hash(of status: FileStatus) throws(SpoolFault) -> SHA256? {
        guard let found = known.withLock({ $0.entry(status)?.hash }) else { return nil }
        return try found.state.branch()
    }

    /// - Parameter state: over the whole file.
    static func keep(_ status: FileStatus, _ digest: Digest, _ state: consuming SHA256) {
        guard status.isPrivate else { return }
        let entry = Entry(digest: digest, hash: Hash(state), at: .now)
        known.withLock { $0.keep(entry, of: status) }
    }

    /// The same bytes have another name by now.
    static func follow(_ before: FileStatus, to now: FileStatus?) {
        guard let now, now.holdsSameBytes(as: before) else { return }
        known.withLock { known in
            guard let entry = known.take(before) else { return }
            known.keep(entry, of: now)
        }
    }
}
