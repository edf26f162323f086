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

    /// Several at a time; the next begins when one has ended. Files follow beside that: a server's connection does not
    /// wait for them. What was put off waits for the next round, however soon it is due: a server that is down would keep
    /// this one going for ever.
    private func attemptWhatIsDue() async throws {
        let round = DispatchRound()
        var work = DispatchWork(cutoff: clock.now())
        try await withThrowingTaskGroup(of: DispatchWork.Ended.self) { group in
            var isListening = false
            while true {
                try Task.checkCancellation()
                for _ in 0..<work.room(for: channels.width) {
                    guard let delivery = try await nextDue(&work) else { break }
                    group.addTask { .attempt(delivery.id, decided: try await self.attempt(delivery, in: round)) }
                }
                guard !work.isDone else { break }
                if !isListening {
                    isListening = true
                    group.addTask {
                        await self.mail.wait(atMost: Self.longestRound)
                        return .waiting
                    }
                }
                switch try await group.next() {
                case .attempt(let delivery, let decided):
                    work.attempts.remove(delivery)
                    guard let decided else { break }
                    work.settling += 1
                    group.addTask {
                        _ = try await Self.unhurried { await self.settle(decided) }
                        return .settling
                    }
                case .settling:
                    work.settling -= 1
                    // With the file may come messages.
                    work.cutoff = clock.now()
                case .waiting, nil:
                    isListening = false
                    work.cutoff = clock.now()
                }
            }
            group.cancelAll()
        }
    }

    /// A delivery to attempt now; those to a domain that is left alone for a while are put off.
    private func nextDue(_ work: inout DispatchWork) async throws -> DeliveryRecord? {
        while true {
            while let delivery = work.found.popLast() {
                guard work.attempts.insert(delivery.id).inserted else { continue }
                guard let domain = delivery.domain, let until = channels.domains.held(domain, at: clock.now()) else {
                    return delivery
                }
                try await ledger.postpone(delivery.id, until: until)
                work.attempts.remove(delivery.id)
            }
            // Many at a time: what is under way is found again with each look.
            let limit = DispatchWork.mostFound + work.attempts.count
            work.found = try await ledger.pendingDeliveries(dueBy: work.cutoff, limit: limit)
                .filter { !work.attempts.contains($0.id) }.reversed()
            guard !work.found.isEmpty else { return nil }
        }
    }
}

/// What a round of dispatch has under way.
private struct DispatchWork {
    enum Ended: Sendable {
        /// - decided: the dossier, if it may move on now.
        case attempt(DeliveryID, decided: DossierCode?)
        case settling
        /// For new deliveries.
        case waiting
    }

    /// More would only wait for the same disk.
    private static let mostSettling = 16
    /// Looked up at once.
    static let mostFound = 64

    /// What is due by then is attempted.
    var cutoff: Moment
    var attempts: Set<DeliveryID> = []
    /// Due, and not begun yet; the oldest last.
    var found: [DeliveryRecord] = []
    /// Dossiers whose files follow.
    var settling = 0

    var isDone: Bool { attempts.isEmpty && settling == 0 }

    /// How many attempts may begin.
    func room(for width: Int) -> Int { settling < Self.mostSettling ? max(0, width - attempts.count) : 0 }
}

extension DeliveryRecord {
    /// Of the recipient of a mail.
    var domain: String? {
        guard draft.channel == .email, let at = draft.recipient.lastIndex(of: "@") else { return nil }
        return draft.recipient[draft.recipient.index(after: at)...].lowercased()
    }
}
