import Certification
import Hashing

extension DossierRecord {
    /// A scan that becomes a dossier.
    init(_ intake: DossierChange.Intake, code: DossierCode, originalHash: Digest, file: File) {
        self.code = code
        state = .scanned
        originalName = intake.originalName
        self.originalHash = originalHash
        form = intake.form
        pages = intake.pages
        self.file = file
        receivedAt = intake.receivedAt
        dueAt = intake.dueAt
        appointment = intake.appointment
    }

    /// What a change does to the record of a dossier, but for its file.
    /// - Throws: when the rules of the field do not allow it.
    mutating func apply(_ change: DossierChange, _ occasion: Occasion) throws(LedgerFault) {
        guard let target = change.transition.target(from: state) else {
            throw .notAllowed(code, state, change.transition)
        }
        // A new scan leaves a rejected dossier rejected, for the same reason.
        ground = change.ground ?? (target == state ? ground : nil)
        reason = change.reason ?? (target == state ? reason : nil)
        state = target
        switch change {
        case .submit(let form, let dueAt):
            guard form.isComplete else { throw .formIncomplete(code, form.missing) }
            self.form = form
            if let dueAt { self.dueAt = dueAt }
        case .replaceScan(let originalName, let pages):
            self.originalName = originalName
            self.pages = pages
        case .sign(let signer):
            self.signer = signer
            signedAt = occasion.at
        case .handBack:
            (signer, signedAt) = (nil, nil)
        case .stamp:
            guard registration != nil else { throw .noNumber(code) }
            sealedAt = occasion.at
        case .deliver:
            deliveredAt = occasion.at
        case .giveUp:
            deliveredAt = nil
        case .takeIn, .reject, .cancel, .resend, .annul:
            break
        }
    }
}

extension Transition {
    /// Whether its result may be other bytes than its source.
    var mayChangeBytes: Bool {
        switch self {
        case .takeIn, .replaceScan, .sign, .handBack, .stamp: true
        case .submit, .reject, .cancel, .deliver, .giveUp, .resend, .annul: false
        }
    }
}
