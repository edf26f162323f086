// Refusal at the counter: a paper that must not be certified goes back with the reason in writing.
//
// Called by `refuse`. Promises: the letter is whole and durable before the chain tells of it, by its digest; the chain
// says the ground and not the person. It is signed where `refusals.signer` says by whom.

import Certification
import Foundation
import Hashing
import Ledger
import PDF
import Spool

extension Office {
    func refuse(_ wish: RefusalWish, actor: String) async -> OperationResult {
        do {
            return OperationResult(subject: "", path: try await writeRefusal(wish, actor: actor))
        } catch {
            return OperationResult(subject: "", fault: FaultDocument(describing: error))
        }
    }

    /// - Returns: where it stands.
    private func writeRefusal(_ wish: RefusalWish, actor: String) async throws -> String {
        let now = clock.now()
        let rejection = try Rejection(ground: wish.ground, words: wish.reason)
        guard let type = configuration.documentType(wish.documentType) else {
            throw FormFault.unknownDocumentType(
                slug: wish.documentType, known: configuration.offeredTypes.map(\.slug))
        }
        let person = try await person(of: wish)
        let signer = configuration.refusals.signer.flatMap(configuration.signer)
        let letter = self.letter(to: person, type, rejection, signer, at: clock.local(now))
        let (bytes, place) = try letter.drawn()
        let work = try layout.open(.work)
        var page = try work.create(IntakeWorkName.next())
        try page.write(bytes)
        let drawn = try page.sync()
        let result: [UInt8]
        do {
            result = bytes + (try await signature(of: signer, under: drawn, at: place, now))
        } catch {
            try drawn.discard()
            throw error
        }
        try drawn.discard()
        let target = try refusalFile(wish.output, at: clock.local(now))
        var file = try target.create()
        try file.write(result)
        let digest = try file.sync().digest
        try target.finish()
        try await ledger.recordRefusal(
            rejection.ground?.rawValue ?? "other", file: digest, Occasion(at: now, actor: actor))
        return target.path
    }

    private func person(of wish: RefusalWish) async throws -> (name: String, identity: String) {
        if let text = wish.account {
            let identity = try IdentityNumber(text)
            guard let known = try await ledger.account(identity)?.account else { throw LedgerFault.unknownAccount }
            return (known.name, identity.text)
        }
        let contact = try Applicant.Contact(name: wish.name)
        guard let name = contact.name else { throw RefusalFault.nobody }
        return (name, "")
    }

    private func letter(
        to person: (name: String, identity: String), _ type: DocumentType, _ rejection: Rejection,
        _ signer: SignerSettings?, at time: LocalTime
    ) -> RefusalLetter {
        let text = configuration.refusals.template.filled([
            .office: configuration.office.name,
            .place: configuration.office.place,
            .date: time.date.vietnameseInWords,
            .name: person.name,
            .identity: person.identity.isEmpty ? "" : "(CMND/CCCD/MST: \(person.identity))",
            .documentType: type.name,
            .ground: rejection.text,
            .signer: signer?.name ?? "",
            .title: signer?.title ?? "",
        ])
        return RefusalLetter(
            office: configuration.office.name,
            lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
            signer: (signer?.title ?? "NGƯỜI TIẾP NHẬN", signer?.name ?? "")
        )
    }

    /// - Returns: what to append; nothing where nobody signs.
    private func signature(
        of signer: SignerSettings?, under file: borrowing SyncedFile, at place: Rect, _ now: Moment
    ) async throws -> [UInt8] {
        guard let signer, let identity = try keyring.signer(signer.id) else { return [] }
        let room = try await reserve(for: identity.key, at: now)
        let report = try await inspect(try file.open(), name: file.name.display)
        let revision = RefusalRevision(
            place: place,
            picture: identity.picture,
            signer: signer,
            location: configuration.office.place,
            identity: identity,
            timestampRoom: room
        )
        let signed = try revision.make(
            extending: report.structure, content: try file.open(), at: clock.local(now))
        return try await close(signed)
    }

    private func refusalFile(_ path: String?, at time: LocalTime) throws -> ReportFile {
        if let path { return try ReportFile(path) }
        let folder = try layout.makeAndOpen(.refusals)
        let stamp = time.rfc3339.prefix(19).replacing(":", with: "").replacing("T", with: " ")
        var ordinal = 1
        while true {
            let name = ordinal == 1 ? "từ chối \(stamp).pdf" : "từ chối \(stamp) (\(ordinal)).pdf"
            guard let file = FileName(name) else { throw UnexpectedFault(detail: "no name for a refusal") }
            if try folder.status(of: file) == nil { return try ReportFile("\(layout.path(of: .refusals))/\(name)") }
            ordinal += 1
        }
    }
}
