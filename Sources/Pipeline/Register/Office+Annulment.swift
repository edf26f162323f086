// Hủy giá trị: a wrongly certified copy is declared void by the head of the office, and that is published.
//
// Called by command only. Promises: once this has returned, the ledger says so for ever, mail and messages that were
// waiting are withdrawn, the public list names the copy, and a link to it leads nowhere; what could not be done of the last
// two is done at the next look.

import Certification
import Foundation
import Ledger
import Logging
import Spool

extension Office {
    func annul(_ code: DossierCode, reason: Reason, actor: String) async throws {
        _ = try await requireState(of: code, for: .annul)
        try await ledger.annul(code, reason: reason.text, Occasion(at: clock.now(), actor: actor))
        await removeDecidedMessages(of: .dossier(code))
        do {
            try await publishAnnulments()
        } catch {
            logger.error("annulments are not published", metadata: ["error": "\(Loggable(error))"])
            throw AnnulmentFault.notPublished(code, file: configuration.register.published)
        }
        do {
            try await withdrawLinks(by: actor)
        } catch {
            logger.error("link is not withdrawn", metadata: ["dossier": "\(code)", "error": "\(Loggable(error))"])
            throw AnnulmentFault.notWithdrawn(code, folder: configuration.delivery.email.links?.directory ?? "")
        }
    }

    /// Brings the public list up to date. An office that never annulled anything has none. Blocking.
    func publishAnnulments() async throws {
        let annulments = try await ledger.annulments(office: configuration.office.code)
        let path = configuration.register.published
        guard let slash = path.lastIndex(of: "/"), let name = FileName(path[path.index(after: slash)...]) else {
            throw UnexpectedFault(detail: "no place for \(path)")
        }
        let list = PublishedAnnulments(
            office: configuration.office.name,
            annulled: annulments.map { PublishedAnnulments.Entry($0, clock: clock) }
        )
        guard !annulments.isEmpty else { return }
        let folder = try Directory.make(path: String(path[..<slash]), mode: 0o755)
        let bytes = try list.bytes()
        if let status = try folder.status(of: name), status.kind == .regular, status.size == bytes.count,
            try folder.openRegular(name).bytes(limit: bytes.count) == bytes
        {
            return
        }
        try folder.replace(name, with: bytes, mode: 0o644)
    }
}
