import Certification
import Spool

/// What it means when a person moves a file into a folder.
enum Gesture: Sendable, Equatable {
    case submit
    case cancel
    case sign(signer: String?)
    case reject
    case stamp(book: String?)
    case handBack
    case resend

    init?(_ folder: SpoolFolder) {
        switch folder {
        case .submit, .awaitingSignature: self = .submit
        case .cancel: self = .cancel
        case .sign: self = .sign(signer: nil)
        case .signAs(let signer): self = .sign(signer: signer.display)
        case .reject: self = .reject
        case .stamp: self = .stamp(book: nil)
        case .stampIn(let book): self = .stamp(book: book.display)
        case .handBack: self = .handBack
        case .resend: self = .resend
        default: return nil
        }
    }

    /// Whether a `<code>.txt` beside the document is part of it: the reason, or a corrected address.
    var hasNote: Bool {
        switch self {
        case .cancel, .reject, .handBack, .resend: true
        case .submit, .sign, .stamp: false
        }
    }

    var transition: Transition {
        switch self {
        case .submit: .submit
        case .cancel: .cancel
        case .sign: .sign
        case .reject: .reject
        case .stamp: .stamp
        case .handBack: .handBack
        case .resend: .resend
        }
    }
}
