import Certification
import Faults

/// What became of one attempt to deliver.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The other side has taken it over. The detail is the other side's word for it, for the ledger.
    case accepted(detail: String)
    /// Not now; the same bytes may be tried again.
    case retryLater(Wording)
    /// Never; a person must act.
    case refused(Wording)
}

/// One way to a recipient.
package protocol DeliveryChannel: Sendable {
    /// As in the ledger's `channel`: `maildir`.
    var name: String { get }

    /// Tries once. Blocking, within the limits of time that the channel keeps.
    func deliver(_ message: FrozenMessage, to recipient: EmailAddress) -> DeliveryOutcome
}
