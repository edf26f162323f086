import Certification
import Faults

/// What became of one attempt to deliver.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The other side has taken it over. The detail is the other side's word for it, for the ledger.
    case accepted(detail: String)
    /// Not now; the same bytes may be tried again.
    case retryLater(Wording)
    /// Not now, and nothing else by this way either: the server is down, or does not let us in.
    case unavailable(Wording)
    /// Never; a person must act.
    case refused(Wording)
}

/// One way by which mail goes.
package protocol DeliveryChannel: Sendable {
    /// `maildir`, `smtp`.
    var name: String { get }

    /// Tries once. Blocking, within the limits of time that the channel keeps.
    func deliver(_ message: FrozenMessage, to recipient: EmailAddress) -> DeliveryOutcome

    /// Lets go of what was kept open for the next message. Blocking.
    func rest()
}

extension DeliveryChannel {
    package func rest() {}
}
