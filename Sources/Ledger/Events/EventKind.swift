import Certification

/// What an event tells.
package enum EventKind: Sendable, Hashable {
    case transition(Transition)
    /// The form was changed on the officer's desk.
    case formEdited
    case numberAllotted
    /// A number was given up with a reason; it is never given again.
    case numberVoided
    /// A prepared step was given up before its commit.
    case stepAbandoned
    case bookAdded
    case bookEdited
    case bookDeleted
    case bookClosed
    /// Something is to be sent to a recipient.
    case deliveryQueued
    /// How it ended, with all its attempts.
    case deliverySent
    case deliveryFailed
    /// The copy of an annulled dossier that was published for its recipient is published no more.
    case linkWithdrawn
    /// What the chain said then was signed and laid down outside of the ledger.
    case anchored
    /// The ledger is a backup that took the place of a later state.
    case restored
    /// Numbers of a series that may have been given after the backup: they are never given again.
    case numbersSkipped
    /// The same for the codes of a day.
    case codesSkipped
    /// Somebody came to the office's directory, or what it says of them changed.
    case accountAdded
    case accountEdited
    /// Somebody's data were removed, of the directory and of each other place: nothing of them is said here.
    case accountForgotten
    case applicantForgotten
    case deliveryForgotten
    case appointmentBooked
    case appointmentMoved
    case appointmentCancelled
    /// A dossier was made of it.
    case appointmentProcessed
    /// Nobody came.
    case appointmentMissed
    case appointmentForgotten
    /// The account's holder said how satisfied they are.
    case rated
    /// A paper was refused at the counter, in writing.
    case refused

    private static let others: [String: EventKind] = [
        "edit": .formEdited, "number": .numberAllotted, "void": .numberVoided, "abandon": .stepAbandoned,
        "book-add": .bookAdded, "book-edit": .bookEdited, "book-delete": .bookDeleted, "book-close": .bookClosed,
        "queue": .deliveryQueued, "sent": .deliverySent, "failed": .deliveryFailed,
        "withdraw-link": .linkWithdrawn, "anchor": .anchored, "restore": .restored, "skip-numbers": .numbersSkipped,
        "skip-codes": .codesSkipped,
        "account-add": .accountAdded, "account-edit": .accountEdited, "account-forget": .accountForgotten,
        "forget": .applicantForgotten, "forget-delivery": .deliveryForgotten,
        "appointment-book": .appointmentBooked, "appointment-move": .appointmentMoved,
        "appointment-cancel": .appointmentCancelled, "appointment-process": .appointmentProcessed,
        "appointment-miss": .appointmentMissed, "appointment-forget": .appointmentForgotten, "rate": .rated,
        "refuse": .refused,
    ]

    init?(text: String) {
        if let transition = Transition(rawValue: text) {
            self = .transition(transition)
        } else if let other = EventKind.others[text] {
            self = other
        } else {
            return nil
        }
    }

    /// As the ledger and JSON spell it.
    package var text: String {
        switch self {
        case .transition(let transition): transition.rawValue
        case .formEdited: "edit"
        case .numberAllotted: "number"
        case .numberVoided: "void"
        case .stepAbandoned: "abandon"
        case .bookAdded: "book-add"
        case .bookEdited: "book-edit"
        case .bookDeleted: "book-delete"
        case .bookClosed: "book-close"
        case .deliveryQueued: "queue"
        case .deliverySent: "sent"
        case .deliveryFailed: "failed"
        case .linkWithdrawn: "withdraw-link"
        case .anchored: "anchor"
        case .restored: "restore"
        case .numbersSkipped: "skip-numbers"
        case .codesSkipped: "skip-codes"
        case .accountAdded: "account-add"
        case .accountEdited: "account-edit"
        case .accountForgotten: "account-forget"
        case .applicantForgotten: "forget"
        case .deliveryForgotten: "forget-delivery"
        case .appointmentBooked: "appointment-book"
        case .appointmentMoved: "appointment-move"
        case .appointmentCancelled: "appointment-cancel"
        case .appointmentProcessed: "appointment-process"
        case .appointmentMissed: "appointment-miss"
        case .appointmentForgotten: "appointment-forget"
        case .rated: "rate"
        case .refused: "refuse"
        }
    }
}
