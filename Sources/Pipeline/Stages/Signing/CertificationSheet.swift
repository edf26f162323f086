import Certification
import PDF

/// The page that an attestation goes onto, and where.
struct CertificationSheet {
    enum Ground {
        /// Added for it.
        case newPage
        /// A page of the original, and its number from 1.
        case page(PageGeometry, number: Int)
    }

    let ground: Ground
    /// Of the block, in points from the visible top left corner.
    let corner: Point

    static let newPage = CertificationSheet(ground: .newPage, corner: Point(x: 0, y: 0))

    /// Which page's geometry the inspection must bring; nil where none is needed or the structure has it anyway.
    static func pageIndex(for placement: AttestationPlacement) -> Int? {
        switch placement {
        case .newPage, .onPage(.last, _): nil
        case .onPage(.first, _): 0
        case .onPage(.number(let number), _): number - 1
        }
    }

    /// - Throws: ``PlacementFault/noSuchPage(_:pages:)``, ``PlacementFault/signedOriginal``.
    static func find(
        _ placement: AttestationPlacement,
        in report: InspectionReport
    ) throws(PlacementFault) -> CertificationSheet {
        guard case .onPage(let choice, let offset) = placement else {
            // A page that is added after a signature breaks it, for every validator that compares revisions.
            guard !report.structure.form.isSigned else { throw .signedOriginal }
            return .newPage
        }
        let corner = Point(x: .millimetres(offset.x), y: .millimetres(offset.y))
        if choice == .last {
            let structure = report.structure
            return CertificationSheet(ground: .page(structure.lastPage, number: structure.pageCount), corner: corner)
        }
        let number = (pageIndex(for: placement) ?? 0) + 1
        guard let page = report.page else { throw .noSuchPage(number, pages: report.pages) }
        return CertificationSheet(ground: .page(page, number: number), corner: corner)
    }

    /// Lays the attestation out for this sheet. Blocking.
    ///
    /// - Throws: ``PDFFault``; ``PlacementFault/outsidePage(_:)`` when the block is not wholly on the visible page.
    func layOut(_ attestation: Attestation) throws -> AttestationLayout {
        guard case .page(let page, let number) = ground else { return try attestation.layOutPage() }
        let layout = try attestation.layOutBlock()
        let visible = page.visibleSize
        guard corner.x + layout.size.width <= visible.width, corner.y + layout.size.height <= visible.height else {
            throw PlacementFault.outsidePage(
                PlacementFault.Misfit(page: number, visible: visible, block: layout.size, corner: corner)
            )
        }
        return layout
    }
}
