import Certification

/// What a committed step does to its dossier.
package enum DossierChange: Sendable {
    case takeIn(Intake)
    /// The form as it stood on the officer's desk; it must be complete.
    /// - dueAt: `nil` where it stays as it was.
    case submit(DossierForm, dueAt: Moment? = nil)
    /// - originalName: the name of the new scan; pages: its pages.
    case replaceScan(originalName: [UInt8], pages: Int)
    case sign(DossierRecord.Signer)
    case reject(reason: String, ground: RefusalGround? = nil)
    /// The file is again the one that was submitted; a number that was given becomes void in the same transaction.
    case handBack(reason: String, ground: RefusalGround? = nil)
    case cancel(reason: String)
    /// The number must have been allotted before.
    case stamp
    case deliver
    case giveUp(reason: String)
    case resend
    case annul(reason: String)

    /// What is known of a scan that becomes a dossier.
    package struct Intake: Sendable {
        package let originalName: [UInt8]
        package let form: DossierForm
        package let pages: Int
        package let receivedAt: Moment
        package let dueAt: Moment
        package let appointment: AppointmentCode?

        package init(
            originalName: [UInt8], form: DossierForm, pages: Int, receivedAt: Moment, dueAt: Moment,
            appointment: AppointmentCode? = nil
        ) {
            self.originalName = originalName
            self.form = form
            self.pages = pages
            self.receivedAt = receivedAt
            self.dueAt = dueAt
            self.appointment = appointment
        }
    }

    package var transition: Transition {
        switch self {
        case .takeIn: .takeIn
        case .submit: .submit
        case .replaceScan: .replaceScan
        case .sign: .sign
        case .reject: .reject
        case .handBack: .handBack
        case .cancel: .cancel
        case .stamp: .stamp
        case .deliver: .deliver
        case .giveUp: .giveUp
        case .resend: .resend
        case .annul: .annul
        }
    }

    package var reason: String? {
        switch self {
        case .reject(let reason, _), .handBack(let reason, _), .cancel(let reason), .giveUp(let reason),
            .annul(let reason):
            reason
        case .takeIn, .submit, .replaceScan, .sign, .stamp, .deliver, .resend: nil
        }
    }

    /// The law's, of a rejection.
    package var ground: RefusalGround? {
        switch self {
        case .reject(_, let ground), .handBack(_, let ground): ground
        default: nil
        }
    }
}
