// Restore: a backup takes the place of an office.
//
// Called by `restore`, with no office open. Trusts nothing in the backup before its signature, every hash and its
// ledger's audit have been checked; trusts the state that is there, if it is sound, about how far numbers went.
// Promises: the office that is there stays as it is until the new one stands complete beside it; then the two change
// places in one rename, so that a crash leaves one or the other; the old state is kept under another name, never
// removed. Where something may have happened after the backup, nothing is done until a person says so with a reason;
// numbers and codes that may have been given are never given again, and the ledger tells of it.
// Limits: the spool must be a folder in its parent's file system; a mount point is refused before anything is copied.
// What was mailed after the backup is mailed again, the same message. Scans that waited in the backup's inbox come last.
// What was handed over is no part of a backup: the Maildir, the folders of the portal's accounts and of messages, the
// copies behind links. They belong to whoever fetches from them and stay as they are; what is missing there is brought
// back by the copies of those folders, or by `resend`.

import Certification
import Faults
import Foundation
import Glibc
import Ledger
import PAdES
import Spool

package struct OfficeRestoration: Sendable {
    /// Absolute.
    private let backup: String
    /// Absolute.
    private let workspace: String
    /// PEM files with the roots of the seal's certificate; without any, those of the office's own key files. Where the
    /// office is there, its seal must have signed.
    private let trust: [String]
    /// Why what happened after the backup may be given up.
    private let acceptedGap: String?
    /// `BOOK=NUMBER`: the last number that is known to be given.
    private let lastNumbers: [String]

    package init(
        backup: String, workspace: String, trust: [String], acceptedGap: String?, lastNumbers: [String]
    ) {
        self.backup = backup
        self.workspace = workspace
        self.trust = trust
        self.acceptedGap = acceptedGap
        self.lastNumbers = lastNumbers
    }

    /// Blocking.
    ///
    /// - Parameter name: of the pipeline, where the workspace has several.
    package func perform(pipeline name: String?) async throws -> RestorationDocument {
        let existing = try existingPipeline(named: name)
        let reader = try BackupReader(path: backup) { try signers(existing) }
        try await reader.check()
        if existing == nil { try RestoredConfiguration(reader, workspace: workspace).lay() }
        let configuration = try Workspace(found: workspace).pipeline(named: existing?.name ?? reader.manifest.pipeline)
        guard configuration.office.code.text == reader.manifest.office else {
            throw BackupFault.otherOffice(
                found: reader.manifest.office, expected: configuration.office.code.text)
        }
        return try await replace(configuration, by: reader)
    }

    /// Whose backup may take the place of an office: what a leader's key signed is no backup.
    private func signers(_ existing: PipelineConfiguration?) throws -> StatementSigners {
        let given = try TrustedRoots(paths: trust).read()
        let keys = existing.map { KeyReader($0) }
        let roots = given.isEmpty ? keys?.ownRoots ?? [] : given
        guard !roots.isEmpty else { throw BackupFault.nothingToTrust }
        guard let existing else { return StatementSigners(roots: roots) }
        return try StatementSigners(existing, seal: keys?.sealCertificate, roots: roots)
    }

    /// - Returns: `nil` for a workspace that is still to be made.
    private func existingPipeline(named name: String?) throws -> PipelineConfiguration? {
        guard FileManager.default.fileExists(atPath: workspace + "/pipelines") else { return nil }
        do {
            return try Workspace(found: workspace).pipeline(named: name)
        } catch WorkspaceFault.noPipelines {
            return nil
        }
    }

    private func replace(
        _ configuration: PipelineConfiguration,
        by reader: BackupReader
    ) async throws -> RestorationDocument {
        let layout = SpoolLayout(configuration)
        let clock = OfficeClock(zone: configuration.office.timezone)
        let lock = try RestoredSpool.lock(layout)
        let gap = try await RestorationGap(configuration, backup: reader.manifest, lastNumbers: lastNumbers)
        if !gap.isNone, acceptedGap == nil { throw BackupFault.gap(gap.lines) }
        let spool = try RestoredSpool(layout, stamp: clock.local(clock.now()))
        try spool.fill(from: reader)
        let newLock = try WorkspaceLock.acquire(in: spool.state(), as: LockHolder(program: "restore"))
        let skipped = try await recordGap(gap, in: spool.ledgerFile, reader.manifest, configuration, clock)
        let before = try spool.takePlace()
        try spool.fillInbox(from: reader)
        withExtendedLifetime((lock, newLock)) {}
        return RestorationDocument(
            pipeline: configuration.name,
            at: reader.manifest.at,
            events: reader.manifest.events,
            before: before,
            gap: gap.lines.map(\.vietnamese),
            skipped: skipped.map {
                RestorationDocument.Skipped(books: $0.books, first: $0.first, last: $0.last)
            },
            leftOut: reader.manifest.leftOut
        )
    }

    /// Checks the ledger where it will be used, and writes into it what is given up.
    private func recordGap(
        _ gap: RestorationGap,
        in path: String,
        _ manifest: BackupManifest,
        _ configuration: PipelineConfiguration,
        _ clock: OfficeClock
    ) async throws -> [SkippedNumbers] {
        let ledger = try Ledger.open(path: path, access: .readWrite)
        try await BackupReader.checkLedger(ledger, against: manifest)
        var skipped: [SkippedNumbers] = []
        if let acceptedGap {
            let occasion = Occasion(at: clock.now(), actor: Actor.command(userID: geteuid()))
            let codes = try await gap.lastCodes(configuration, on: clock.local(occasion.at).date, ledger)
            skipped = try await ledger.recordRestoration(
                RestorationDraft(
                    office: configuration.office.code,
                    anchors: gap.anchors,
                    reason: acceptedGap,
                    positions: gap.positions,
                    lastCodes: codes,
                    today: clock.local(occasion.at).date,
                    occasion: occasion
                )
            )
        }
        try ledger.close()
        return skipped
    }
}
