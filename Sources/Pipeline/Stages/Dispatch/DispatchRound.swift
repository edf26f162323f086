import Faults
import Ledger
import Synchronization

/// What one round of attempts has learnt: a server that is down for one delivery is down for all that go there.
final class DispatchRound: Sendable {
    private let closed = Mutex<[DeliveryChannelKind: Wording]>([:])

    /// Why a channel cannot be used in this round; `nil` while nothing is known against it.
    func trouble(with channel: DeliveryChannelKind) -> Wording? { closed.withLock { $0[channel] } }

    func close(_ channel: DeliveryChannelKind, because reason: Wording) { closed.withLock { $0[channel] = reason } }
}
