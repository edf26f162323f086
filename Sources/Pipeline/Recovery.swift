// Recovery: before anything else, every step that was on its way is brought to its end.
//
// Called when an office opens. Trusts the ledger; decides from its rows and hashes. After P1 or P2 a step is given up:
// its source is intact, and the gesture or command that asked for it is there to be acted upon again. After P3 it is
// completed. Running it twice changes nothing.

import Ledger
import Logging
import Spool

extension Office {
    func recover() async throws {
        let occasion = Occasion(at: clock.now(), actor: Actor.recovery)
        var prepared: [PreparedStep] = []
        var committed: [CommittedStep] = []
        for step in try await ledger.openSteps() {
            switch step {
            case .prepared(let step): prepared.append(step)
            case .committed(let step): committed.append(step)
            }
        }
        try await ledger.abandon(prepared, reason: "interrupted", occasion)
        for step in prepared { logger.notice("interrupted step given up", metadata: ["dossier": "\(step.code)"]) }
        try await completeAll(committed)
        let resent = try await ledger.requeueInterrupted(at: clock.now())
        if resent > 0 { logger.notice("interrupted deliveries are sent again", metadata: ["count": "\(resent)"]) }
        try await sweepMessages()
        try await sweepWork(keepingRefusals: try !recoverRefusals())
    }

    /// Many at a time: most of the work is waiting for the disk, which takes many waits at once. The ledger notes in
    /// batches what is done; a crash before a note only has the step looked at again.
    private func completeAll(_ steps: [CommittedStep]) async throws {
        try await withThrowingTaskGroup(of: CommittedStep?.self) { group in
            var waiting = steps.dropFirst(Self.recoveryWidth).makeIterator()
            for step in steps.prefix(Self.recoveryWidth) {
                group.addTask(executorPreference: Threads.shared) { await self.finishInterrupted(step) }
            }
            var done: [CommittedStep] = []
            while let finished = try await group.next() {
                if let step = waiting.next() {
                    group.addTask(executorPreference: Threads.shared) { await self.finishInterrupted(step) }
                }
                if let finished { done.append(finished) }
                guard done.count == Self.recoveryBatch else { continue }
                try await ledger.finish(done)
                done = []
            }
            try await ledger.finish(done)
        }
    }

    private static let recoveryWidth = 24
    private static let recoveryBatch = 256

    /// - Returns: `nil` when the step fits no case. One dossier must not keep the office shut; doctor and audit name it.
    private func finishInterrupted(_ step: CommittedStep) async -> CommittedStep? {
        do {
            try await bringFiles(of: step)
            logger.notice("interrupted step completed", metadata: ["dossier": "\(step.prepared.code)"])
            return step
        } catch {
            logger.error("step cannot be completed", metadata: step.metadata(error))
            return nil
        }
    }

    /// Removes messages that nobody sends any more: decided or withdrawn just before a crash, or made for a step that was
    /// given up.
    private func sweepMessages() async throws {
        let needed = Set(try await ledger.undecidedMessages())
        let messages = try layout.open(.messages)
        try messages.remove(messages.names().filter { !needed.contains($0.bytes) })
    }

    /// Brings refusals to their end that were on their way.
    ///
    /// - Returns: false when the inbox is away: the leader need not wait for a scanner's share.
    private func recoverRefusals() throws -> Bool {
        do {
            try layout.open(.refused).finishSettingAside()
            try completeRefusals()
            return true
        } catch SpoolFault.notMounted(let path) {
            logger.warning("inbox is not mounted", metadata: ["folder": "\(path)"])
            return false
        }
    }

    /// Removes what steps that were given up left in the work folder. What belongs to an open step stays.
    private func sweepWork(keepingRefusals: Bool) async throws {
        var kept: Set<FileName> = []
        for case .committed(let step) in try await ledger.openSteps() {
            kept.formUnion(
                [FileName(bytes: step.prepared.workName), WorkName.copy(of: step.prepared.code)].compactMap { $0 })
        }
        let work = try layout.open(.work)
        try work.remove(
            work.names().filter { !kept.contains($0) && !(keepingRefusals && RefusalNote.isName($0)) })
    }
}
