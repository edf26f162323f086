import Synchronization

/// What keeps a station of the daemon from looking after its folders: a full disk, a locked ledger.
final class Obstacles: Sendable {
    private let faults = Mutex<[String: FaultDocument]>([:])

    /// Notes why a station could not do its work, or that it can again.
    func note(_ fault: FaultDocument?, at station: String) {
        faults.withLock { $0[station] = fault }
    }

    /// By station.
    var all: [(station: String, fault: FaultDocument)] {
        faults.withLock(\.self).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
