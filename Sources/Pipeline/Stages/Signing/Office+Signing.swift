// Signing: the leader approves a copy, and it is signed under a page of attestation.
//
// Called by `sign` and by files moved to `awaiting-signature/sign/`. Trusts the ledger about state and bytes; the
// document itself is a stranger's, and its structure is read by a helper process only.
// Promises: the certificate, characters and place are checked before anything is written; the output begins with the bytes of the input; one
// revision holds page, fields and signature, so that the seal can follow without touching what was signed.

import Certification
import Foundation
import Hashing
import Ledger
import PAdES
import PDF
import Spool

extension Office {
    /// - Parameters:
    ///   - document: the file that a gesture moved; `nil` takes the one on the desk.
    ///   - signerID: needed only where there are several signers.
    func sign(
        _ code: DossierCode,
        document: consuming DocumentAtHand? = nil,
        signerID: String?,
        actor: String
    ) async throws {
        let record = try await requireState(of: code, for: .sign)
        let signer = try signer(signerID)
        guard let identity = try keyring.signer(signer.id) else {
            throw GestureFault.unknownSigner(signer.id, known: configuration.signers.map(\.id))
        }
        let now = clock.now()
        let timestampRoom = try await reserve(for: identity.key, at: now)
        let document = try await atDesk(record, orMoved: document)
        try layout.open(.work).requireRoom(forDocumentOf: document.source.size)
        let attestation = try await attestation(of: record, signer: signer, picture: identity.picture, at: now)
        let placed = try await place(attestation, wanted: record.form.placement, in: document)

        let occasion = Occasion(at: now, actor: actor)
        let step = try await begin(.sign, of: code, document)
        let result: SyncedFile
        let successor: DocumentStructure?
        do {
            let certification = CertificationRevision(
                attestation: attestation,
                placed: placed,
                identity: identity,
                timestampRoom: timestampRoom
            )
            let signed = try certification.make(
                extending: placed.report.structure,
                content: try document.content(),
                at: clock.local(now)
            )
            successor = signed.successor
            result = try extend(document, by: try await close(signed), of: code)
        } catch {
            await abandon(step, because: error, occasion)
            throw error
        }
        let plan = StepPlan(
            change: .sign(DossierRecord.Signer(id: signer.id, name: signer.name, title: signer.title)),
            folder: .awaitingSeal,
            name: try fileName(of: record),
            occasion: occasion
        )
        let digest = result.digest
        _ = try await conclude(step, of: document, with: result, plan)
        if let successor { remember(successor, pages: placed.report.pages + 1, of: digest) }
    }

    /// What was appended is ours: nobody has to look at it before the seal. At the levels that want to see the signature
    /// itself then, somebody has.
    private func remember(_ structure: DocumentStructure, pages: Int, of digest: Digest) {
        guard services.level < .longTerm else { return }
        inspected.keep(InspectionReport(pages: pages, structure: structure), of: digest)
    }

    private func signer(_ id: String?) throws(GestureFault) -> SignerSettings {
        let known = configuration.signers.map(\.id)
        guard let id else {
            guard configuration.signers.count == 1, let only = configuration.signers.first else {
                throw .signerNeeded(known: known)
            }
            return only
        }
        guard let signer = configuration.signer(id) else { throw .unknownSigner(id, known: known) }
        return signer
    }
}

extension Moment {
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
