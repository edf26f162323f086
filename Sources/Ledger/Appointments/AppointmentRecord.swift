import Certification
import Hashing

/// An appointment as the ledger keeps it.
package struct AppointmentRecord: Sendable, Hashable {
    package let code: AppointmentCode
    package internal(set) var state: AppointmentState
    /// When the person is expected.
    package internal(set) var slot: AppointmentSlot
    /// When they first booked.
    package let bookedSlot: AppointmentSlot
    package let kind: ApplicantKind
    /// As the directory knew the person then; `nil` once they are forgotten.
    package internal(set) var applicant: Applicant?
    package let documentType: DocumentType
    package let bookedAt: Moment
    /// Why it was last moved, or cancelled.
    package internal(set) var reason: String?
    /// Of its hour, from 1.
    var place: Int
    var salt: [UInt8]?
    let request: Digest?

    /// The hour that it was moved to.
    package var rescheduledTo: AppointmentSlot? { slot == bookedSlot ? nil : slot }
}

/// An appointment about to be made.
package struct AppointmentDraft: Sendable {
    package let slot: AppointmentSlot
    package let applicant: Applicant
    package let documentType: DocumentType
    /// The day by which codes are counted.
    package let today: CivilDate
    /// Of what the portal asked for.
    package let request: Digest?
    /// Who comes to the directory with it, or is known better now; `nil` for somebody who is in it.
    package let newcomer: Account?

    package init(
        slot: AppointmentSlot, applicant: Applicant, documentType: DocumentType, today: CivilDate,
        request: Digest? = nil, newcomer: Account? = nil
    ) {
        self.slot = slot
        self.applicant = applicant
        self.documentType = documentType
        self.today = today
        self.request = request
        self.newcomer = newcomer
    }
}

/// Makes the messages that tell of an appointment: called within the transaction, for the round of sending.
package typealias AppointmentMessages = @Sendable (AppointmentRecord, _ round: Int) throws -> [DeliveryDraft]

/// An appointment with all that happened to it.
package struct AppointmentDetail: Sendable {
    package let record: AppointmentRecord
    package let dossiers: [DossierCode]
    /// Oldest first, as the deliveries.
    package let history: [EventRecord]
    package let deliveries: [DeliveryRecord]
}
