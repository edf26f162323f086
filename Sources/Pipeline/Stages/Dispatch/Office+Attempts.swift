// One attempt at one delivery: the frozen message goes out by its channel, and what became of it is noted.
//
// Called by dispatch, for several deliveries at once. The beginning is noted before anything goes out. A program that is
// asked to stop breaks an attempt off where nothing has been handed over yet; what was learnt is always noted.

import Certification
import Delivery
import Faults
import Ledger
import Logging
import Spool

extension Office {
    /// - Returns: the dossier when its copy's delivery is decided.
    func attempt(_ delivery: DeliveryRecord, in round: DispatchRound) async throws -> DossierCode? {
        do {
            _ = try await Self.unhurried { try await self.ledger.beginAttempt(delivery.id, at: self.clock.now()) }
        } catch LedgerFault.unknownDelivery {
            // Withdrawn since it was found.
            return nil
        }
        let channel = delivery.draft.channel
        let result: DeliveryOutcome
        if let trouble = round.trouble(with: channel) {
            result = .unavailable(trouble)
        } else {
            result = await send(delivery)
        }
        if case .unavailable(let reason) = result { round.close(channel, because: reason) }
        learn(result, about: delivery)
        // The rest must be done even when the program is asked to stop.
        let isStopped = Task.isCancelled
        return try await Self.unhurried { try await self.note(result, of: delivery, isStopped: isStopped) }
    }

    private func learn(_ result: DeliveryOutcome, about delivery: DeliveryRecord) {
        guard let domain = delivery.domain else { return }
        switch result {
        case .accepted, .refused: channels.domains.accepted(domain)
        case .retryLater:
            channels.domains.putOff(domain, at: clock.now(), first: configuration.delivery.patience.first)
        case .unavailable: break
        }
    }

    private func note(
        _ result: DeliveryOutcome,
        of delivery: DeliveryRecord,
        isStopped: Bool
    ) async throws -> DossierCode? {
        let outcome = outcome(of: result, for: delivery, isStopped: isStopped)
        let status = try await ledger.recordAttempt(delivery.id, outcome, at: clock.now())
        logger.info(
            "delivery attempted",
            metadata: [
                "dossier": "\(delivery.subject)", "channel": "\(delivery.draft.channel.rawValue)",
                "status": "\(status.rawValue)",
            ]
        )
        switch (delivery.draft.purpose, status) {
        case (.result, .pending): reportDelay(of: delivery, outcome)
        case (.result, _): return delivery.dossier
        case (_, .pending): break
        case (_, _): removeMessages(of: [delivery])
        }
        return nil
    }

    private func outcome(
        of result: DeliveryOutcome,
        for delivery: DeliveryRecord,
        isStopped: Bool
    ) -> AttemptOutcome {
        switch result {
        case .accepted(let detail): return .accepted(detail: detail)
        case .refused(let reason): return .refused(detail: reason.vietnamese)
        case .retryLater(let reason), .unavailable(let reason):
            let now = clock.now()
            let patience = configuration.delivery.patience
            if isStopped { return .deferred(detail: reason.vietnamese, retryAt: now) }
            guard delivery.createdAt.adding(patience.limit) > now else {
                return .refused(detail: "\(reason.vietnamese) (đã thử \(delivery.attempts.count + 1) lần)")
            }
            let retryAt = Backoff.next(after: delivery.attempts.count, from: now, first: patience.first)
            return .deferred(detail: reason.vietnamese, retryAt: retryAt)
        }
    }

    /// Tells the clerk of a copy that has waited for long, beside its file in the outbox.
    private func reportDelay(of delivery: DeliveryRecord, _ outcome: AttemptOutcome) {
        guard case .deferred(let detail, let retryAt) = outcome, let code = delivery.dossier,
            delivery.createdAt.adding(configuration.delivery.patience.notice) <= clock.now()
        else { return }
        let metadata: Logger.Metadata = [
            "dossier": "\(delivery.subject)", "attempts": "\(delivery.attempts.count + 1)",
        ]
        logger.warning("copy is not delivered yet", metadata: metadata)
        let reason = Wording(
            vi: "Chưa gửi được sau \(delivery.attempts.count + 1) lần thử: \(detail)\n"
                + "Lần thử tới: \(clock.local(retryAt).stamp).",
            en: "Not delivered after \(delivery.attempts.count + 1) attempts; the next one is due."
        )
        do {
            try ReasonFile.writeOnce(reason, for: Companion.base(code), in: try layout.open(.outbox))
        } catch {
            logger.error("reason cannot be written", metadata: metadata.merging(["error": "\(Loggable(error))"]) { $1 })
        }
    }

    // MARK: Channels

    /// Never throws: an attempt that was begun must be noted as ended.
    private func send(_ delivery: DeliveryRecord) async -> DeliveryOutcome {
        do {
            return try await deliver(delivery)
        } catch {
            logger.error(
                "delivery failed",
                metadata: ["dossier": "\(delivery.subject)", "error": "\(Loggable(error))"]
            )
            return .retryLater(FaultDocument(describing: error).message)
        }
    }

    private func deliver(_ delivery: DeliveryRecord) async throws -> DeliveryOutcome {
        guard let frozen = delivery.draft.message, let name = FileName(bytes: frozen.name),
            let messageID = MessageID(delivery.draft.messageID)
        else {
            return .refused(Wording(vi: "Thư chưa được tạo.", en: "There is no message."))
        }
        let messages = try layout.open(.messages)
        if let body = delivery.draft.body { try messages.replace(name, with: body, mode: 0o440) }
        let message = FrozenMessage(
            messageID: messageID,
            date: delivery.createdAt.milliseconds / 1000,
            directory: messages,
            name: name,
            digest: frozen.hash,
            isRepeated: delivery.attempts.contains { $0.result == .interrupted }
        )
        switch delivery.draft.channel {
        case .email: return deliver(message, toMail: delivery.draft.recipient)
        case .account: return try await deliver(message, of: delivery)
        case .sms, .accountNotice:
            guard let channel = channels.messages(delivery.draft.channel) else { return Self.noChannel }
            return channel.deliver(message)
        }
    }

    private func deliver(_ message: FrozenMessage, toMail recipient: String) -> DeliveryOutcome {
        do throws(InvalidEntry) {
            return channels.email.deliver(message, to: try EmailAddress(recipient))
        } catch {
            return .refused(error.message)
        }
    }

    private func deliver(_ message: FrozenMessage, of delivery: DeliveryRecord) async throws -> DeliveryOutcome {
        guard let channel = channels.account, let code = delivery.dossier else { return Self.noChannel }
        let record = try await ledger.dossier(code)
        guard let path = SpoolPath(bytes: record.file.path), let (directory, name) = try layout.locate(path),
            let mail = CertificateMail(record)
        else { throw StepFault.documentMissing(record.code, path: String(decoding: record.file.path, as: UTF8.self)) }
        return channel.deliver(
            AccountParcel(
                key: message.messageID,
                account: delivery.draft.recipient,
                code: record.code.text,
                document: ExpectedFile(directory: message.directory, name: message.name, digest: message.digest),
                copy: ExpectedFile(directory: directory, name: name, digest: record.file.hash),
                fileName: mail.attachmentName
            )
        )
    }

    /// The way was configured when the delivery was made.
    private static let noChannel = DeliveryOutcome.refused(
        Wording(vi: "Cấu hình không còn cách gửi này.", en: "The configuration has no such way any more.")
    )
}

extension Moment {
    func adding(_ duration: Duration) -> Moment {
        let (seconds, attoseconds) = duration.components
        return adding(milliseconds: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
