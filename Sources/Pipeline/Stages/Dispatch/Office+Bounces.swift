// Bounces: what was accepted and came back.
//
// Called at every rescan. Trusts a report only so far as it names a message of ours; anybody can write one, so all that
// it does is to show the dossier as undeliverable, which the clerk answers by sending again.

import Delivery
import Ledger
import Logging

extension Office {
    func readBounces() async {
        guard let box = channels.bounces else { return }
        do {
            try await box.read { report in
                let id = report.messageID.text
                let reason = "Thư bị trả lại: \(report.reason)"
                let code = try await Self.unhurried {
                    try await self.ledger.recordBounce(messageID: id, reason: reason, at: self.clock.now())
                }
                if let code { logger.notice("mail came back", metadata: ["dossier": "\(code)"]) }
            }
        } catch {
            logger.error("returned mail cannot be read", metadata: ["error": "\(Loggable(error))"])
        }
    }
}
