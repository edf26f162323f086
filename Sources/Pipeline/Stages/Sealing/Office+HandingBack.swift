// Handing back: the clerk returns a signed copy that is not to be sealed to the officer.
//
// Called by `reject` and by files moved to `awaiting-seal/reject/`. Trusts the ledger about state and bytes.
// Promises: the officer gets the very file that was submitted; the leader's signature goes with the rest of the signed
// file, so that no copy carries a signature that was never sealed; a number that the copy had stays in the register as
// VOID with the reason, in the one transaction that moves the dossier.

import Certification
import Ledger
import Spool

extension Office {
    func handBack(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        because rejection: Rejection,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .handBack)
        let document = try await atDesk(record, orMoved: document)
        let submission = try await ledger.history(code).last { $0.content.to == .awaitingSignature }
        let content = try document.content().map()
        guard let digest = submission?.content.fileHash,
            let length = try SubmittedPart.length(in: content.bytes, digest: digest)
        else { throw SealingFault.submissionUnknown }
        let occasion = Occasion(at: clock.now(), actor: actor)
        let step = try await begin(.handBack, of: code, document)
        let result: SyncedFile
        do {
            let work = try layout.open(.work)
            // Left over from a step that was given up.
            try work.remove(WorkName.result(of: code))
            var file = try work.create(WorkName.result(of: code))
            try file.write(UnsafeRawBufferPointer(rebasing: content.bytes[..<length]))
            result = try file.sync()
        } catch {
            await abandon(step, because: error, occasion)
            throw error
        }
        let plan = StepPlan(
            change: .handBack(reason: rejection.text, ground: rejection.ground),
            folder: .rejected,
            name: try fileName(of: record),
            occasion: occasion
        )
        _ = try await conclude(step, of: document, with: result, plan)
    }

    /// The leader returns what is not signed yet, the clerk what is not sealed yet.
    func sendBack(_ code: DossierCode, because rejection: Rejection, actor: String) async throws {
        switch try await ledger.dossier(code).state {
        case .awaitingSeal: try await handBack(code, because: rejection, actor: actor)
        default: try await reject(code, because: rejection, actor: actor)
        }
    }

    /// Sealing failed with a number given. What a retry may mend keeps it; what is wrong with the document itself never
    /// will be mended: the number becomes void. The original error is the one to report.
    func giveUpNumber(of code: DossierCode, because error: any Error, _ occasion: Occasion) async {
        let fault = FaultDocument(describing: error)
        guard fault.exitCode == .data else { return }
        do {
            guard try await ledger.entry(of: code) != nil else { return }
            let reason = "Không đóng dấu được: \(fault.message.vietnamese)"
            try await ledger.voidNumber(of: code, reason: reason, occasion)
            logger.notice("number is void", metadata: ["dossier": "\(code)", "fault": "\(fault.code)"])
        } catch {
            logger.error(
                "number could not be made void", metadata: ["dossier": "\(code)", "error": "\(Loggable(error))"])
        }
    }

    /// Makes sure before a number is given that there is room for the sealed copy and its mail, or for the copy that is
    /// published instead. Blocking.
    ///
    /// - Parameter size: of the signed copy, in octets.
    /// - Throws: ``SpoolFault`` with `ENOSPC`.
    func requireRoom(for size: Int) throws {
        // The copy, and the same in base 64 with line ends; the rest is revisions and the ledger.
        let needed = size * 5 / 2 + (8 << 20)
        try layout.open(.work).requireFree(needed)
        try layout.open(.messages).requireFree(needed)
        if let links = configuration.delivery.email.links {
            try Directory.make(path: links.directory, mode: 0o755).requireFree(needed)
        }
    }
}
