import Certification
import Ledger

extension Office {
    /// Sends a copy again: as the last time, or to a corrected address.
    ///
    /// - Parameter email: the corrected one.
    func resend(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        email: String? = nil,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .resend)
        guard let mail = CertificateMail(record) else { throw LedgerFault.noNumber(code) }
        let corrected = try email.map { text throws(InvalidEntry) in try EmailAddress(text) }
        let address = if let corrected { corrected } else { try await lastAddress(of: code) }
        let document = try await atDesk(record, orMoved: document)
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

    /// Where the last mail went: a correction outlives the next time. What went to an account goes by the form again.
    private func lastAddress(of code: DossierCode) async throws -> EmailAddress? {
        let last = try await ledger.deliveries(of: code).last { $0.draft.purpose == .result }
        guard let last, last.draft.channel == .email else { return nil }
        // The recipient of somebody who was forgotten is no address any more: then the form says where to.
        return try? EmailAddress(last.draft.recipient)
    }
}
