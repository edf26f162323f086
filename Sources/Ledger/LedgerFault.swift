import Certification
import Faults

/// Why the ledger did not do what it was asked to.
package enum LedgerFault: Fault, Equatable {
    // The ledger itself.
    case cannotOpen(path: String, reason: String)
    /// The writer cannot be made to survive a power cut.
    case notDurable(path: String, setting: String)
    /// Written by a later version of this program.
    case newerSchema(path: String)
    case busy
    case noSpace
    case cannotWrite(reason: String)
    /// What is stored cannot be what this program wrote.
    case damaged(place: String)
    /// The schema or this program refused what the program itself tried.
    case ruleBroken(reason: String)

    // Dossiers and their steps.
    case unknownDossier(DossierCode)
    case notAllowed(DossierCode, DossierState, Transition)
    case notEditable(DossierCode, DossierState)
    case formIncomplete(DossierCode, [FormField])
    /// Another step of this dossier is on its way.
    case stepOpen(DossierCode)
    /// The step was finished, abandoned or committed meanwhile.
    case stepGone(DossierCode)
    /// The bytes of a new scan are this dossier's.
    case duplicate(DossierCode)
    /// The bytes at hand are not the ones the ledger has.
    case bytesDiffer(DossierCode)
    /// Sealing was to be committed without a number.
    case noNumber(DossierCode)
    case codesExhausted(OfficeCode, CivilDate)
    /// Only who has the copy in an account says how it was.
    case notRatable(DossierCode)
    case unknownDelivery

    // People; a fault never says who.
    case unknownAccount
    case accountExists
    /// Dossiers of theirs are on their way.
    case accountInUse([String])

    // Appointments.
    case unknownAppointment(AppointmentCode)
    case appointmentNotWaiting(AppointmentCode, AppointmentState)
    case slotFull(AppointmentSlot)
    case appointmentsExhausted(CivilDate)

    /// Books and numbers.
    case register(RegisterFault)

    package var code: String {
        switch self {
        case .cannotOpen: "ledger-cannot-open"
        case .notDurable: "ledger-not-durable"
        case .newerSchema: "ledger-newer"
        case .busy: "ledger-busy"
        case .noSpace: "ledger-no-space"
        case .cannotWrite: "ledger-cannot-write"
        case .damaged: "ledger-damaged"
        case .ruleBroken: "ledger-rule-broken"
        case .unknownDossier: "dossier-unknown"
        case .notAllowed: "transition-not-allowed"
        case .notEditable: "dossier-not-editable"
        case .formIncomplete: "form-incomplete"
        case .stepOpen: "dossier-busy"
        case .stepGone: "step-gone"
        case .duplicate: "scan-duplicate"
        case .bytesDiffer: "bytes-differ"
        case .noNumber: "number-missing"
        case .codesExhausted: "codes-exhausted"
        case .notRatable: "dossier-not-ratable"
        case .unknownDelivery: "delivery-unknown"
        case .unknownAccount: "account-unknown"
        case .accountExists: "account-exists"
        case .accountInUse: "account-in-use"
        case .unknownAppointment: "appointment-unknown"
        case .appointmentNotWaiting: "appointment-not-waiting"
        case .slotFull: "at-full"
        case .appointmentsExhausted: "appointments-exhausted"
        case .register(let fault): fault.code
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .cannotOpen, .notDurable, .noSpace, .cannotWrite: .cannotCreate
        case .newerSchema: .configuration
        case .busy, .stepOpen: .temporary
        case .damaged, .ruleBroken, .stepGone, .noNumber, .unknownDelivery: .software
        case .unknownDossier, .unknownAccount, .unknownAppointment: .notFound
        case .accountExists, .accountInUse, .appointmentNotWaiting, .slotFull, .appointmentsExhausted, .notAllowed,
            .notEditable, .formIncomplete, .duplicate, .bytesDiffer, .codesExhausted, .notRatable:
            .data
        case .register(let fault): fault.exitCode
        }
    }

    package var field: String? {
        switch self {
        case .unknownAccount, .accountExists: FormField.identity.rawValue
        default: nil
        }
    }
}
