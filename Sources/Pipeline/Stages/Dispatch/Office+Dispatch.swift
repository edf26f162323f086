// Dispatch: sealed copies go to their recipients, and messages with them.
//
// Called after sealing, at the start, when a retry is due, and at every rescan. Trusts the ledger's delivery rows and the
// frozen messages that they name.
// Promises: an attempt is noted before the channel is opened and after it answered, one recipient at a time; a message
// is made once, so that a repeat has the same bytes and the same Message-ID; the dossier goes to `sent/` when its
// recipient has it, to `failed/` with the reason when it was refused, never taken, or came back.
// Limit: a crash, or a lost connection, between the other side's acceptance and the note of it sends the same message a
// second time; the Maildir, the account folder and a service that heeds the key recognise it.

import Certification
import Delivery
import Ledger
import Logging

extension Office {
    /// New mail is looked for at least this often while a slow server keeps a round going.
    private static let longestRound: Duration = .seconds(30)

    /// Attempts every delivery that is due, and moves on the dossiers whose deliveries are decided.
    ///
    /// - Returns: when the next attempt is due; `nil` when nothing waits.
    /// - Throws: ``OfficeFault/somethingLeft`` when a delivered copy cannot move on; all others have.
    @discardableResult
    func dispatch() async throws -> Moment? {
        await readBounces()
        removeExpiredLinks()
        defer { channels.email.rest() }
        try await attemptWhatIsDue()
        var isStuck = false
        for code in try await ledger.dossiersDecided() {
            try Task.checkCancellation()
            // One that cannot move on hinders no other.
            if try await !Self.unhurried({ await self.settle(code) }) { isStuck = true }
        }
        guard !isStuck else { throw OfficeFault.somethingLeft }
        return try await ledger.nextDelivery()
    }

    /// Several at a time; the next begins when one has ended.
    private func attemptWhatIsDue() async throws {
        let round = DispatchRound()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var underWay = 0
            var isListening = false
            while true {
                try Task.checkCancellation()
                for delivery in try await begin(atMost: channels.width - underWay) {
                    underWay += 1
                    group.addTask {
                        try await self.attempt(delivery, in: round)
                        return true
                    }
                }
                guard underWay > 0 else { break }
                if !isListening {
                    isListening = true
                    group.addTask {
                        await self.mail.wait(atMost: Self.longestRound)
                        return false
                    }
                }
                if try await group.next() == true { underWay -= 1 } else { isListening = false }
            }
            group.cancelAll()
        }
    }

    /// Notes the beginning of attempts that are due.
    ///
    /// - Returns: as they were before; empty when nothing is due.
    private func begin(atMost count: Int) async throws -> [DeliveryRecord] {
        var begun: [DeliveryRecord] = []
        while begun.isEmpty, count > 0 {
            let now = clock.now()
            let due = try await ledger.pendingDeliveries(dueBy: now, limit: count)
            guard !due.isEmpty else { break }
            for delivery in due {
                if let domain = delivery.domain, let until = channels.domains.held(domain, at: now) {
                    try await ledger.postpone(delivery.id, until: until)
                } else {
                    _ = try await Self.unhurried { try await self.ledger.beginAttempt(delivery.id, at: now) }
                    begun.append(delivery)
                }
            }
        }
        return begun
    }
}

extension DeliveryRecord {
    /// Of the recipient of a mail.
    var domain: String? {
        guard draft.channel == .email, let at = draft.recipient.lastIndex(of: "@") else { return nil }
        return draft.recipient[draft.recipient.index(after: at)...].lowercased()
    }
}
