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

    private static let others: [String: EventKind] = [
        "edit": .formEdited, "number": .numberAllotted, "void": .numberVoided, "abandon": .stepAbandoned,
        "book-add": .bookAdded, "book-edit": .bookEdited, "book-delete": .bookDeleted,
        "book-close": .bookClosed,
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
        }
    }
}
