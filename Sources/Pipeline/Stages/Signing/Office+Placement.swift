// Placement: where an attestation goes, asked when the officer submits and again when the leader signs.
//
// Trusts nothing in the document: a cell reads its structure and draws its last page. Promises that nothing that the
// original's own signatures forbid is tried, and that nothing is covered unless the form or the configuration says where.

import Certification
import Ledger
import PDF

/// An attestation's place on a document, and what the look at the document brought to light.
struct PlacedAttestation {
    let report: InspectionReport
    let sheet: CertificationSheet
    /// Nil where nothing is to be seen.
    let layout: AttestationLayout?
}

extension Office {
    /// - Parameter wanted: by the form; nil for the configuration's.
    /// - Throws: ``PlacementFault``, or what is wrong with the document.
    func place(
        _ attestation: Attestation,
        wanted: AttestationPlacement?,
        in document: borrowing DocumentAtHand
    ) async throws -> PlacedAttestation {
        let settings = configuration.attestation
        let placement = wanted ?? settings.placement
        let report = try await look(at: document, for: placement)
        switch (report.furtherSignatures, placement) {
        case (.unrestricted, _), (.visible, .onPage):
            return try Self.lay(attestation, out: try CertificationSheet.find(placement, in: report), report)
        case (.visible, .newPage):
            // A page that is added after a signature breaks it, for every validator that compares revisions.
            guard wanted == nil else { throw PlacementFault.signedOriginal }
            guard let instead = settings.placementWhenSigned else {
                return try await findBlankPlace(for: attestation, in: document)
            }
            let report = try await look(at: document, for: instead)
            return try Self.lay(attestation, out: try CertificationSheet.find(instead, in: report), report)
        case (.invisible, _):
            guard wanted == nil else { throw PlacementFault.certifiedOriginal }
            return try Self.lay(attestation, out: .unseen(in: report.structure), report)
        }
    }

    private func look(
        at document: borrowing DocumentAtHand,
        for placement: AttestationPlacement
    ) async throws -> InspectionReport {
        try await inspect(
            try document.content(),
            name: document.source.name.display,
            page: CertificationSheet.pageIndex(for: placement),
            digest: document.digest
        )
    }

    private func findBlankPlace(
        for attestation: Attestation,
        in document: borrowing DocumentAtHand
    ) async throws -> PlacedAttestation {
        let block = try attestation.layOutBlock().size
        let report = try await inspect(
            try document.content(), name: document.source.name.display, blank: block
        )
        guard let corner = report.blankPlace else { throw PlacementFault.noBlankPlace(block: block) }
        return try Self.lay(attestation, out: .lastPage(of: report.structure, at: corner), report)
    }

    private static func lay(
        _ attestation: Attestation,
        out sheet: CertificationSheet,
        _ report: InspectionReport
    ) throws -> PlacedAttestation {
        PlacedAttestation(report: report, sheet: sheet, layout: try sheet.layOut(attestation))
    }

    /// Whether the attestation has its place, whoever signs: the officer can still change that.
    ///
    /// - Returns: what the dossier's history says where the place is another than was configured.
    /// - Throws: ``PlacementFault``, or what is wrong with the document.
    func checkPlacement(
        _ wanted: AttestationPlacement?,
        of record: DossierRecord,
        in document: borrowing DocumentAtHand
    ) async throws -> String? {
        if case .newPage = wanted ?? configuration.attestation.placement, try !Self.mayBeSigned(document) { return nil }
        var note: String?
        for signer in configuration.signers {
            guard let picture = keyring.signaturePicture(signer.id) else { continue }
            let attestation = try await attestation(of: record, signer: signer, picture: picture, at: clock.now())
            let placed = try await place(attestation, wanted: wanted, in: document)
            if wanted == nil { note = placed.note }
        }
        return note
    }

    /// A signature has a byte range (ISO 32000-1, Table 252). What hides it is found when the leader signs.
    private static func mayBeSigned(_ document: borrowing DocumentAtHand) throws -> Bool {
        let content = try document.content().map()
        return content.bytes.contains("/ByteRange")
    }
}

extension PlacedAttestation {
    /// Where the original's signatures decide about the place.
    fileprivate var note: String? {
        switch (report.furtherSignatures, sheet.ground) {
        case (.visible, .page(_, let number)):
            "Bản gốc đã có chữ ký số nên không thêm trang: lời chứng nằm trên trang \(number)"
        case (.invisible, _):
            "Bản gốc được tác giả chứng nhận (DocMDP): lời chứng, chữ ký và con dấu chỉ nằm trong chữ ký số, "
                + "không hiện trên trang"
        default: nil
        }
    }
}
