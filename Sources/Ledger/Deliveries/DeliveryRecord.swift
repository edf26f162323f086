import Certification
import Hashing

/// One delivery: one recipient, one purpose, one round of sending.
package struct DeliveryRecord: Sendable, Hashable {
    package let id: DeliveryID
    package let subject: DeliverySubject
    /// 1, and one more for each time it was sent again.
    package let round: Int
    package let draft: DeliveryDraft
    package let status: DeliveryStatus
    package let createdAt: Moment
    /// When to try next.
    package let dueAt: Moment
    /// Oldest first.
    package internal(set) var attempts: [DeliveryAttempt] = []

    /// `nil` for that of an appointment.
    package var dossier: DossierCode? { subject.dossier }
}

package struct DeliveryID: Sendable, Hashable {
    let value: Int64
}

package enum DeliveryStatus: String, Sendable, Codable, CaseIterable {
    case pending = "PENDING"
    /// Begun and not yet known how it ended.
    case attempting = "ATTEMPTING"
    case sent = "SENT"
    case failed = "FAILED"
}

package struct DeliveryAttempt: Sendable, Hashable {
    /// 1, 2, 3 …
    package let number: Int
    package let at: Moment
    package let result: Result
    /// What the other side said.
    package let detail: String?

    package enum Result: String, Sendable, Codable, CaseIterable {
        /// Still under way.
        case begun
        case accepted
        /// To be tried again later.
        case deferred
        case refused
        /// The program ended before the answer: the recipient may have it.
        case interrupted
    }
}

/// How an attempt ended.
package enum AttemptOutcome: Sendable, Hashable {
    case accepted(detail: String)
    case deferred(detail: String, retryAt: Moment)
    case refused(detail: String)
}
