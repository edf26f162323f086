/// The folders of one office, in the words and the order of the stations.
package enum SpoolFolder: Hashable, Sendable {
    case inbox
    /// A scan dropped here has its document type preset.
    case inboxForType(FileName)
    /// What intake refused.
    case refused
    /// The portal's bookings, and those that were answered.
    case appointments, appointmentsDone

    /// The officer's desk and its gestures.
    case scanned, submit, cancel
    /// Returned by the leader.
    case rejected
    /// Stopped for good by the officer.
    case cancelled
    /// Written refusals of the counter.
    case refusals

    /// The leader's desk and its gestures.
    case awaitingSignature, sign, reject
    case signAs(signer: FileName)

    /// The clerk's desk and its gestures.
    case awaitingSeal, stamp, handBack
    case stampIn(book: FileName)

    /// Sealed, on the way to the recipient.
    case outbox, failed, resend
    /// Delivered on that day of the office's calendar.
    case sent(year: Int, month: Int, day: Int)

    /// Not for people: ledger, lock, control socket.
    case state
    /// Files of steps under way.
    case work
    /// Frozen messages.
    case messages
    /// What people dropped beside their scans, kept.
    case kept
    /// Answers about revocation, until their next update.
    case revocation

    package enum Root { case inbox, spool }

    /// Where the folder is, below which of the two configured roots.
    package var place: (root: Root, components: [FileName]) {
        switch self {
        case .inbox: (.inbox, [])
        case .inboxForType(let type): (.inbox, [type])
        case .refused: (.inbox, ["refused"])
        case .appointments: (.inbox, ["appointments"])
        case .appointmentsDone: (.inbox, ["appointments", "done"])
        case .scanned: (.spool, ["scanned"])
        case .submit: (.spool, ["scanned", "submit"])
        case .cancel: (.spool, ["scanned", "cancel"])
        case .rejected: (.spool, ["scanned", "rejected"])
        case .cancelled: (.spool, ["scanned", "cancelled"])
        case .refusals: (.spool, ["refusals"])
        case .awaitingSignature: (.spool, ["awaiting-signature"])
        case .sign: (.spool, ["awaiting-signature", "sign"])
        case .signAs(let signer): (.spool, ["awaiting-signature", "sign", signer])
        case .reject: (.spool, ["awaiting-signature", "reject"])
        case .awaitingSeal: (.spool, ["awaiting-seal"])
        case .stamp: (.spool, ["awaiting-seal", "stamp"])
        case .stampIn(let book): (.spool, ["awaiting-seal", "stamp", book])
        case .handBack: (.spool, ["awaiting-seal", "reject"])
        case .outbox: (.spool, ["outbox"])
        case .sent(let year, let month, let day):
            (.spool, ["outbox", "sent", Self.digits(year, 4), Self.digits(month, 2), Self.digits(day, 2)])
        case .failed: (.spool, ["outbox", "failed"])
        case .resend: (.spool, ["outbox", "resend"])
        case .state: (.spool, [".state"])
        case .work: (.spool, [".state", "work"])
        case .messages: (.spool, [".state", "messages"])
        case .kept: (.spool, [".state", "kept"])
        case .revocation: (.spool, [".state", "revocation"])
        }
    }

    /// For a folder that must be made: what others may do there is the administrator's to grant.
    package var mode: UInt32 {
        switch self {
        case .state, .work, .messages, .kept, .revocation: 0o700
        default: 0o770
        }
    }

    private static func digits(_ value: Int, _ width: Int) -> FileName {
        let digits = String(value.magnitude)
        return FileName(String(repeating: "0", count: max(0, width - digits.count)) + digits) ?? "0"
    }
}
