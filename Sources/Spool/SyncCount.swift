import Synchronization

/// How often this process has waited for the medium.
package enum SyncCount {
    private static let count = Atomic(0)

    /// Of files and folders, so far.
    package static var files: Int { count.load(ordering: .relaxed) }

    static func increase() { count.add(1, ordering: .relaxed) }
}
