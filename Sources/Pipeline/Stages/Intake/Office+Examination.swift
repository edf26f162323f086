// Examination: a scan that was copied into the work folder is looked at, and written anew if it is damaged.
//
// Called by intake and when a scan is replaced. Trusts nothing in the file: poppler and qpdf look at it in a helper
// process, and what qpdf wrote anew is a stranger's file again. Promises: a sound file stays as it is; a damaged one is
// rewritten once, never one that holds signatures; the original waits beside it to be kept.

import Faults
import Hashing
import Ledger
import PDF
import Spool

/// A scan in the work folder as it will stand on the desk.
struct ExaminedScan: ~Copyable, Sendable {
    let file: SyncedFile
    /// As it was dropped, where that is not what goes to the desk.
    let original: SyncedFile?
    let pages: Int
    /// What the event says of it.
    let note: String?

    /// SHA-256 of the bytes that were dropped.
    var sourceHash: Digest {
        switch original {
        case .some(let original): original.digest
        case .none: file.digest
        }
    }

    /// Removes it from the work folder: it does not become a dossier. Blocking.
    consuming func discard() throws {
        try file.discard()
        switch consume original {
        case .some(let original): try original.discard()
        case .none: break
        }
    }
}

extension Office {
    /// - Throws: what is wrong with the document; nothing is left in the work folder then.
    func examine(_ taken: consuming SyncedFile, name: String) async throws -> ExaminedScan {
        let damage: String
        switch await verdict(on: taken, name: name) {
        case .sound(let pages):
            return ExaminedScan(file: taken, original: nil, pages: pages, note: nil)
        case .refused(let error):
            try taken.discard()
            throw error
        case .damaged(let reason):
            damage = reason
        }
        switch await rewrite(taken, name: name) {
        case .failure(let error):
            try taken.discard()
            throw error
        case .success(let workName):
            return try await examine(rewritten: workName, of: taken, damage: damage, name: name)
        }
    }

    private func examine(
        rewritten workName: FileName,
        of original: consuming SyncedFile,
        damage: String,
        name: String
    ) async throws -> ExaminedScan {
        let work = try layout.open(.work)
        guard let rewritten = try work.reopenSynced(workName, expecting: try work.openRegular(workName).digest()) else {
            throw UnexpectedFault(detail: "a repaired scan is gone")
        }
        switch await verdict(on: rewritten, name: name) {
        case .sound(let pages):
            let note = "Tệp bị hỏng (\(damage)), đã sửa khi tiếp nhận; SHA-256 của tệp gốc: \(original.digest.hex)"
            return ExaminedScan(file: rewritten, original: original, pages: pages, note: note)
        case .damaged(let reason):
            try original.discard()
            try rewritten.discard()
            throw PDFFault.beyondRepair(name: name, reason: reason)
        case .refused(let error):
            try original.discard()
            try rewritten.discard()
            throw error
        }
    }

    private enum Verdict {
        case sound(pages: Int)
        case damaged(reason: String)
        case refused(any Error)
    }

    private func verdict(on file: borrowing SyncedFile, name: String) async -> Verdict {
        do {
            let rules = InspectionRules(allowed: configuration.intake.allowed)
            let report = try await inspect(try file.open(), name: name, rules: rules, digest: file.digest)
            return .sound(pages: report.pages)
        } catch PDFFault.needsRepair(_, let reason) {
            return .damaged(reason: reason)
        } catch {
            return .refused(error)
        }
    }

    /// One scan after the other: what a helper process wrote anew is in memory, all of it.
    private enum Rewriting {
        case scan

        static let turns = Turns<Rewriting>()
    }

    /// - Returns: the name of the new file in the work folder.
    private func rewrite(_ file: borrowing SyncedFile, name: String) async -> Result<FileName, any Error> {
        await Rewriting.turns.begin(.scan)
        defer { Rewriting.turns.end(.scan) }
        do {
            let bytes = try await repair(try file.open(), name: name)
            let workName = IntakeWorkName.next()
            var rewritten = try layout.open(.work).create(workName)
            try rewritten.write(bytes)
            _ = try rewritten.sync()
            return .success(workName)
        } catch {
            return .failure(error)
        }
    }

    /// Has a helper process look at a file that this program alone can change.
    ///
    /// - Parameters:
    ///   - page: whose geometry the report is to have, from 0.
    ///   - blank: the size of a blank place that is wanted on the last page.
    ///   - rules: what a stranger's file may be; nil for one that was held against them when it came.
    ///   - digest: of the file; what was seen of the same bytes lately need not be looked at again, but against rules.
    func inspect(
        _ file: consuming ReadableFile,
        name: String,
        page: Int? = nil,
        blank: Size? = nil,
        rules: InspectionRules? = nil,
        digest: Digest? = nil
    ) async throws -> InspectionReport {
        if page == nil, blank == nil, rules == nil, let digest, let report = inspected.take(digest) { return report }
        let report = try await inspector.inspect(
            file.descriptorNumber,
            name: name,
            page: page,
            blank: blank,
            rules: rules
        )
        if page == nil, blank == nil, let digest { inspected.keep(report, of: digest) }
        return report
    }

    private func repair(_ file: consuming ReadableFile, name: String) async throws -> [UInt8] {
        try await inspector.repair(file.descriptorNumber, name: name)
    }

    /// Puts the original of a repaired scan where it can be found again. Before the step is committed: after that the
    /// dropped file goes.
    ///
    /// - Throws: after giving up the step.
    func keepOriginal(
        _ original: consuming SyncedFile?,
        of step: PreparedStep,
        _ plan: StepPlan
    ) async throws {
        guard let original else { return }
        do {
            let kept = try layout.open(.kept)
            var name = plan.name
            var ordinal = 1
            while try kept.status(of: name) != nil {
                ordinal += 1
                name = plan.name.numbered(ordinal)
            }
            _ = try original.publish(as: name, in: kept)
        } catch {
            await abandon(step, because: error, plan.occasion)
            throw error
        }
    }
}
