// Settling: a dossier follows its deliveries, to `sent/` or to `failed/`.

import Certification
import Faults
import Ledger
import Logging
import Spool

extension Office {
    /// Moves a dossier on when all deliveries of its last round are decided. What cannot be moved now is tried again at
    /// the next round.
    ///
    /// - Returns: `false` when it is to be moved and cannot be.
    @discardableResult
    func settle(_ code: DossierCode) async -> Bool {
        await turns.exclusively(code) {
            do {
                try await moveOn(code)
                return true
            } catch {
                logger.error(
                    "sealed copy cannot move on",
                    metadata: ["dossier": "\(code)", "error": "\(Loggable(error))"]
                )
                return false
            }
        }
    }

    private func moveOn(_ code: DossierCode) async throws {
        let record = try await ledger.dossier(code)
        if record.state == .annulled { await removeDecidedMessages(of: .dossier(code)) }
        guard [.outbox, .delivered].contains(record.state) else { return }
        let results = try await ledger.deliveries(of: code).filter { $0.draft.purpose == .result }
        let round = results.filter { $0.round == results.last?.round }
        // Waiting, being sent right now, or begun by a program that ended: whoever ends the attempt looks again.
        guard round.allSatisfy({ [.sent, .failed].contains($0.status) }) else { return }
        let failed = round.first { $0.status == .failed }
        guard failed != nil || record.state == .outbox else { return }
        let occasion = Occasion(at: clock.now(), actor: Actor.dispatch)
        var plan: StepPlan
        if let failed {
            plan = StepPlan(
                change: .giveUp(reason: failed.attempts.last?.detail ?? "Không gửi được."),
                folder: .failed,
                name: try fileName(of: record),
                occasion: occasion
            )
            plan.deliveries = await notices(.deliveryFailed, of: record)
        } else {
            let day = clock.local(occasion.at).date
            plan = StepPlan(
                change: .deliver,
                folder: .sent(year: day.year, month: day.month, day: day.day),
                name: try fileName(of: record),
                occasion: occasion
            )
            plan.deliveries = await notices(.ready, of: record)
        }
        _ = try await carry(try await atDesk(record), of: code, plan)
        removeMessages(of: round)
        if !plan.deliveries.isEmpty { mail.ring() }
    }

    /// Of what became pointless while it waited. What cannot be removed now goes at the next start.
    func removeDecidedMessages(of subject: DeliverySubject) async {
        do {
            removeMessages(
                of: try await ledger.deliveries(of: subject).filter { [.sent, .failed].contains($0.status) })
        } catch {
            logger.warning(
                "messages cannot be looked up", metadata: ["dossier": "\(subject)", "error": "\(Loggable(error))"])
        }
    }

    /// A message that is decided has done its work; the copy itself stands in `sent/` or `failed/`.
    func removeMessages(of deliveries: [DeliveryRecord]) {
        for delivery in deliveries {
            guard let name = delivery.draft.message.flatMap({ FileName(bytes: $0.name) }) else { continue }
            do {
                try layout.open(.messages).remove(name)
            } catch {
                logger.warning(
                    "message cannot be removed",
                    metadata: ["dossier": "\(delivery.subject)", "error": "\(Loggable(error))"]
                )
            }
        }
    }
}
