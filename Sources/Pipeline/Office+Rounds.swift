// Rounds: one look at everything that may wait for the program.

import Certification
import Spool

extension Office {
    /// All inbox folders.
    ///
    /// - Parameter slice: how long each folder may take before the next one has its turn; nil for as long as it takes.
    /// - Throws: what kept it from looking at a folder, when it has looked at the others.
    func takeInArrivals(slice: Duration? = nil) async throws -> Pending {
        var pending = Pending.nothing
        var obstacle: (any Error)?
        for folder in inboxFolders {
            do {
                pending.add(try await takeInArrivals(in: folder, slice: slice))
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // One share that is away keeps no scan of the others waiting.
                obstacle = obstacle ?? error
            }
        }
        pending.add(try await answerBookings())
        if let obstacle { throw obstacle }
        return pending
    }

    /// All gesture folders; last the officer's, where a morning's scans may wait: a leader waits for nobody else.
    ///
    /// - Parameter slice: how long each folder may take before the next one has its turn; nil for as long as it takes.
    func carryOutGestures(slice: Duration? = nil) async throws -> Pending {
        try await prepareBookFolders()
        var pending = try await completeOpenSteps() ? Pending.retry : .nothing
        let folders = try gestureFolders()
        let officers: Set<SpoolFolder> = [.submit, .cancel, .awaitingSignature]
        for folder in folders.filter({ !officers.contains($0) }) + folders.filter(officers.contains) {
            pending.add(try await carryOutGestures(in: folder, slice: slice))
        }
        mail.ring()
        return pending
    }

    var inboxFolders: [SpoolFolder] { [.inbox] + layout.documentTypes.map(SpoolFolder.inboxForType) }

    /// The gesture folders, with those of signers and books as they are on disk: people make some of them.
    func gestureFolders() throws -> [SpoolFolder] { try layout.presentGestureFolders() }
}

extension SpoolLayout {
    /// The gesture folders, with those of signers and books as they are on disk: people make some of them. Blocking.
    func presentGestureFolders() throws(SpoolFault) -> [SpoolFolder] {
        [.submit, .cancel, .awaitingSignature, .sign]
            + (try subfolders(of: .sign).map(SpoolFolder.signAs))
            + [.reject, .stamp]
            + (try subfolders(of: .stamp).map(SpoolFolder.stampIn))
            + [.handBack, .resend]
    }

    private func subfolders(of folder: SpoolFolder) throws(SpoolFault) -> [FileName] {
        var names: [FileName] = []
        var entries = try open(folder).entries()
        while let entry = try entries.next() {
            if entry.kind == .directory, !entry.name.isIgnored { names.append(entry.name) }
        }
        return names.sorted()
    }
}

extension Office {
    /// What is due for dispatch.
    ///
    /// - Returns: after which time the next attempt is due.
    func dispatchDue() async throws -> Duration? {
        guard let next = try await dispatch() else { return nil }
        return .milliseconds(max(0, next.milliseconds - clock.now().milliseconds))
    }

    /// Carries everything as far as it can go without a person: waits out what has not settled, tries each delivery once.
    package func runOnce() async throws {
        // A file that is still being written after this long is left for the next time.
        let deadline = ContinuousClock.now + max(.seconds(60), configuration.intake.settle * 10)
        var pending: Pending
        repeat {
            pending = try await takeInArrivals()
            pending.add(try await carryOutGestures())
            guard let settling = pending.settling else { break }
            try await Task.sleep(for: settling)
        } while ContinuousClock.now < deadline
        try await dispatch()
        try await anchorDaily()
        guard pending.soonest == nil else { throw OfficeFault.somethingLeft }
    }
}
