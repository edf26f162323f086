// Rounds: one look at everything that may wait for the program.

import Certification
import Spool

extension Office {
    /// All inbox folders.
    func takeInArrivals() async throws -> Pending {
        var pending = Pending.nothing
        for folder in [SpoolFolder.inbox] + layout.documentTypes.map(SpoolFolder.inboxForType) {
            pending.add(try await takeInArrivals(in: folder))
        }
        return pending
    }

    /// All gesture folders.
    func carryOutGestures() async throws -> Pending {
        let folders: [SpoolFolder] =
            [.submit, .cancel, .awaitingSignature, .sign] + layout.signers.map(SpoolFolder.signAs)
            + [.reject, .stamp] + (try bookFolders()) + [.resend]
        var pending = Pending.nothing
        for folder in folders { pending.add(try await carryOutGestures(in: folder)) }
        mail.ring()
        return pending
    }

    /// What is due for dispatch.
    ///
    /// - Returns: after which time the next attempt is due.
    func dispatchDue() async throws -> Duration? {
        guard let next = try await dispatch() else { return nil }
        return .milliseconds(max(0, next.milliseconds - clock.now().milliseconds))
    }

    /// Carries everything as far as it can go without a person: waits out what has not settled, tries each delivery once.
    package func runOnce() async throws {
        while true {
            var pending = try await takeInArrivals()
            pending.add(try await carryOutGestures())
            guard let settling = pending.settling else { break }
            try await Task.sleep(for: settling)
        }
        try await dispatch()
    }
}
