import Certification
import Ledger

extension Office {
    /// Sends a copy again, also to a corrected address.
    ///
    /// - Parameter email: instead of the applicant's own.
    func resend(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        email: String? = nil,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .resend)
        guard let mail = CertificateMail(record) else { throw LedgerFault.noNumber(code) }
        let address = try email.map { text throws(InvalidEntry) in try EmailAddress(text) }
        let document = try document.take() ?? atDesk(record)
        let now = clock.now()
        let delivery = try await freeze(
            mail,
            to: address,
            attaching: try document.content(),
            digest: document.digest,
            at: clock.local(now)
        )
        var plan = StepPlan(
            change: .resend,
            folder: .outbox,
            name: try fileName(of: record),
            occasion: Occasion(at: now, actor: actor)
        )
        plan.deliveries = [delivery]
        _ = try await carry(document, of: code, plan)
        self.mail.ring()
    }
}
