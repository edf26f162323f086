// Dispatch: sealed copies go to their recipients.
//
// Called after sealing, at the start, and when a retry is due. Trusts the ledger's delivery rows and the frozen messages
// that they name.
// Promises: an attempt is noted before the channel is opened and after it answered, one recipient at a time; a message
// is made once, so that a repeat has the same bytes and the same Message-ID; the dossier goes to `sent/` when every
// recipient has it, to `failed/` with the reason when one refused.
// Limit: a crash between the channel's acceptance and the note of it sends the same message a second time; the Maildir
// recognises it.

import Certification
import Delivery
import Faults
import Hashing
import Ledger
import Logging
import Spool

extension Office {
    /// How many deliveries are taken from the ledger at once.
    private static let batch = 64

    /// Attempts every delivery that is due, and moves on the dossiers whose deliveries are decided.
    ///
    /// - Returns: when the next attempt is due; `nil` when nothing waits.
    /// - Throws: ``OfficeFault/somethingLeft`` when a delivered copy cannot move on; all others have.
    @discardableResult
    func dispatch() async throws -> Moment? {
        while true {
            let due = try await ledger.pendingDeliveries(dueBy: clock.now(), limit: Self.batch)
            for delivery in due {
                try Task.checkCancellation()
                try await Self.unhurried { try await self.attempt(delivery) }
            }
            if due.count < Self.batch { break }
        }
        var filter = DossierFilter()
        filter.states = [.outbox]
        var next: Moment?
        var isStuck = false
        for record in try await ledger.dossiers(filter) {
            try Task.checkCancellation()
            let code = record.code
            do {
                let waiting = try await Self.unhurried {
                    try await self.turns.exclusively(code) { try await self.settle(code) }
                }
                next = [next, waiting].compactMap { $0 }.min()
            } catch {
                // One that cannot move on hinders no other.
                logger.error(
                    "sealed copy cannot move on",
                    metadata: ["dossier": "\(code)", "error": "\(Loggable(error))"]
                )
                isStuck = true
            }
        }
        guard !isStuck else { throw OfficeFault.somethingLeft }
        return next
    }

    private func attempt(_ delivery: DeliveryRecord) async throws {
        _ = try await ledger.beginAttempt(delivery.id, at: clock.now())
        let outcome: AttemptOutcome
        switch send(delivery) {
        case .accepted(let detail): outcome = .accepted(detail: detail)
        case .refused(let reason): outcome = .refused(detail: reason.vietnamese)
        case .retryLater(let reason):
            let retryAt = Backoff.next(after: delivery.attempts.count, from: clock.now())
            outcome = .deferred(detail: reason.vietnamese, retryAt: retryAt)
        }
        let status = try await ledger.recordAttempt(delivery.id, outcome, at: clock.now())
        logger.info(
            "delivery attempted",
            metadata: ["dossier": "\(delivery.dossier)", "status": "\(status.rawValue)"]
        )
    }

    /// Never throws: an attempt that was begun must be noted as ended.
    private func send(_ delivery: DeliveryRecord) -> DeliveryOutcome {
        do {
            return try deliver(delivery)
        } catch {
            logger.error(
                "delivery failed",
                metadata: ["dossier": "\(delivery.dossier)", "error": "\(Loggable(error))"]
            )
            return .retryLater(FaultDocument(describing: error).message)
        }
    }

    private func deliver(_ delivery: DeliveryRecord) throws -> DeliveryOutcome {
        guard let frozen = delivery.draft.message, let name = FileName(bytes: frozen.name),
            let messageID = MessageID(delivery.draft.messageID)
        else {
            return .refused(Wording(vi: "Thư chưa được tạo.", en: "There is no message."))
        }
        let recipient: EmailAddress
        do {
            recipient = try EmailAddress(delivery.draft.recipient)
        } catch {
            return .refused(error.message)
        }
        let message = FrozenMessage(
            messageID: messageID,
            date: delivery.createdAt.milliseconds / 1000,
            directory: try layout.open(.messages),
            name: name,
            digest: frozen.hash,
            isRepeated: delivery.attempts.contains { $0.result == .interrupted }
        )
        return MaildirChannel(path: configuration.delivery.email.maildir).deliver(message, to: recipient)
    }

    /// Moves a dossier on when all deliveries of its last round are decided.
    ///
    /// - Returns: when its next attempt is due; `nil` when it needs none.
    private func settle(_ code: DossierCode) async throws -> Moment? {
        let record = try await ledger.dossier(code)
        guard record.state == .outbox else { return nil }
        let deliveries = try await ledger.deliveries(of: record.code)
        let round = deliveries.filter { $0.round == deliveries.last?.round }
        if let waiting = round.filter({ $0.status == .pending }).map(\.dueAt).min() { return waiting }
        // Being sent right now, or begun by a program that ended: whoever ends the attempt looks again.
        guard !round.contains(where: { $0.status == .attempting }) else { return nil }
        let occasion = Occasion(at: clock.now(), actor: Actor.dispatch)
        let plan: StepPlan
        if let failed = round.first(where: { $0.status == .failed }) {
            let reason = failed.attempts.last?.detail ?? "Không gửi được."
            plan = StepPlan(
                change: .giveUp(reason: reason),
                folder: .failed,
                name: try fileName(of: record),
                occasion: occasion
            )
        } else {
            let day = clock.local(occasion.at).date
            plan = StepPlan(
                change: .deliver,
                folder: .sent(year: day.year, month: day.month, day: day.day),
                name: try fileName(of: record),
                occasion: occasion
            )
        }
        _ = try await carry(try atDesk(record), of: record.code, plan)
        // Everybody has it: the message has done its work, and the copy itself is in `sent/`.
        for case let message? in round.map(\.draft.message) {
            if let name = FileName(bytes: message.name) { try layout.open(.messages).remove(name) }
        }
        return nil
    }

    /// Makes the message of a sealed copy and freezes it (P2): every attempt sends these bytes.
    func freeze(
        _ mail: CertificateMail,
        to address: EmailAddress? = nil,
        attaching copy: borrowing ReadableFile,
        digest: Digest,
        at time: LocalTime
    ) async throws -> DeliveryDraft {
        guard let recipient = address ?? mail.record.form.applicant?.email else { throw FormFault.noWayToDeliver }
        let round = (try await ledger.deliveries(of: mail.record.code).last?.round ?? 0) + 1
        let email = configuration.delivery.email
        let identifier = "\(mail.record.code.text).\(round)@\(email.from.domain)"
        guard let messageID = MessageID(identifier), let name = FileName("\(mail.record.code.text).\(round).eml") else {
            throw UnexpectedFault(detail: "no Message-ID for \(mail.record.code)")
        }
        let message = MailMessage(
            messageID: messageID,
            date: time,
            from: Mailbox(name: configuration.office.name, address: email.from),
            to: Mailbox(name: mail.record.form.applicant?.contact?.name ?? "", address: recipient),
            subject: mail.subject,
            text: mail.text(office: configuration.office.name),
            attachmentName: mail.attachmentName
        )
        let messages = try layout.open(.messages)
        // Left over from a step that was given up before its commit.
        try messages.remove(name)
        let frozen = try message.freeze(attaching: copy, expecting: digest, in: messages, as: name)
        return DeliveryDraft(
            recipient: recipient.text,
            channel: .email,
            messageID: messageID.text,
            message: MessageFile(name: name.bytes, hash: frozen.digest)
        )
    }
}
