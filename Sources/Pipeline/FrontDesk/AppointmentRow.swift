import Certification
import Ledger

/// An appointment as `--json` prints it.
package struct AppointmentRow: Codable, Sendable {
    package let code: String
    /// When it was booked for, by the office's clock: `2026-12-01 09:00`.
    package let at: String
    /// The hour that it was moved to.
    @Nullable package var rescheduledTo: String?
    /// `waiting`, `processed`, `cancelled` or `no-show`.
    package let state: String
    /// CMND, CCCD or MST; null once the person is forgotten, as name, phone and e-mail.
    @Nullable package var account: String?
    /// `citizen` or `business`.
    package let kind: String
    @Nullable package var name: String?
    @Nullable package var phone: String?
    @Nullable package var email: String?
    /// The slug.
    package let documentType: String
    package let documentTypeName: String
    package let bookedAt: String
    /// Why it was last moved, or cancelled.
    @Nullable package var reason: String?
    /// Codes of what was made of it.
    package let dossiers: [String]
    package let history: [DossierDocument.Event]
    /// SMS and notices.
    package let deliveries: [DossierDocument.Delivery]

    init(_ detail: AppointmentDetail, clock: OfficeClock) {
        let record = detail.record
        code = record.code.text
        at = record.bookedSlot.text
        state = record.state.rawValue
        kind = record.kind.rawValue
        documentType = record.documentType.slug
        documentTypeName = record.documentType.name
        bookedAt = clock.text(record.bookedAt)
        dossiers = detail.dossiers.map(\.text)
        history = detail.history.map { DossierDocument.Event($0, clock: clock) }
        deliveries = detail.deliveries.flatMap { delivery in
            delivery.attempts.map { DossierDocument.Delivery(delivery, $0, clock: clock) }
        }
        rescheduledTo = record.rescheduledTo?.text
        account = record.applicant?.identity?.text
        name = record.applicant?.contact?.name
        phone = record.applicant?.contact?.phone?.text
        email = record.applicant?.email?.text
        reason = record.reason
    }
}

/// An hour that can be booked.
package struct SlotRow: Codable, Sendable {
    /// `2026-12-01 09:00`.
    package let at: String
    /// Places left.
    package let free: Int
}
