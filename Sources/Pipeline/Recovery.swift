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
        var committed: [CommittedStep] = []
        for step in try await ledger.openSteps() {
            switch step {
            case .prepared(let step):
                try await ledger.abandon(step, reason: "interrupted", occasion)
                logger.notice("interrupted step given up", metadata: ["dossier": "\(step.code)"])
            case .committed(let step):
                committed.append(step)
            }
        }
        await completeAll(committed)
        try await sweepWork()
        try layout.open(.refused).finishSettingAside()
        let resent = try await ledger.requeueInterrupted(at: clock.now())
        if resent > 0 { logger.notice("interrupted deliveries are sent again", metadata: ["count": "\(resent)"]) }
    }

    /// Many at a time: most of the work is waiting for the disk, which takes many waits at once.
    private func completeAll(_ steps: [CommittedStep]) async {
        await withTaskGroup(of: Void.self) { group in
            var waiting = steps.makeIterator()
            for _ in 0..<Self.recoveryWidth {
                guard let step = waiting.next() else { break }
                group.addTask(executorPreference: Threads.shared) { await self.finishInterrupted(step) }
            }
            while await group.next() != nil {
                guard let step = waiting.next() else { continue }
                group.addTask(executorPreference: Threads.shared) { await self.finishInterrupted(step) }
            }
        }
    }

    private static let recoveryWidth = 24

    private func finishInterrupted(_ step: CommittedStep) async {
        do {
            try await complete(step)
            logger.notice("interrupted step completed", metadata: ["dossier": "\(step.prepared.code)"])
        } catch {
            // One dossier that fits no case must not keep the office shut; doctor and audit name it.
            logger.error("step cannot be completed", metadata: step.metadata(error))
        }
    }

    /// Removes what steps that were given up left in the work folder. What belongs to an open step stays.
    private func sweepWork() async throws {
        var kept: Set<FileName> = []
        for case .committed(let step) in try await ledger.openSteps() {
            kept.formUnion(
                [FileName(bytes: step.prepared.workName), WorkName.copy(of: step.prepared.code)].compactMap { $0 })
        }
        let work = try layout.open(.work)
        for name in try work.names() where !kept.contains(name) { try work.remove(name) }
    }
}
