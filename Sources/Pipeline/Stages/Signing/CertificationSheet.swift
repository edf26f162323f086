import Certification
import PDF

/// The page that an attestation goes onto, and where.
struct CertificationSheet {
    enum Ground {
        /// Added for it.
        case newPage
        /// A page of the original, and its number from 1.
        case page(PageGeometry, number: Int)
        /// None: the author's certification allows signatures that show nothing. The page is what their fields belong to.
        case unseen(PageGeometry)
    }

    let ground: Ground
    /// Of the block, in points from the visible top left corner.
    let corner: Point

    static let newPage = CertificationSheet(ground: .newPage, corner: Point(x: 0, y: 0))

    /// The last page, at a corner in points.
    static func lastPage(of structure: DocumentStructure, at corner: Point) -> CertificationSheet {
        CertificationSheet(ground: .page(structure.lastPage, number: structure.pageCount), corner: corner)
    }

    static func unseen(in structure: DocumentStructure) -> CertificationSheet {
        CertificationSheet(ground: .unseen(structure.lastPage), corner: Point(x: 0, y: 0))
    }

    /// Which page's geometry the inspection must bring; nil where none is needed or the structure has it anyway.
    static func pageIndex(for placement: AttestationPlacement) -> Int? {
        switch placement {
        case .newPage, .onPage(.last, _): nil
        case .onPage(.first, _): 0
        case .onPage(.number(let number), _): number - 1
        }
    }

    /// Where it is to be seen.
    ///
    /// - Throws: ``PlacementFault/noSuchPage(_:pages:)``.
    static func find(
        _ placement: AttestationPlacement,
        in report: InspectionReport
    ) throws(PlacementFault) -> CertificationSheet {
        guard case .onPage(let choice, let offset) = placement else { return .newPage }
        let corner = Point(x: .millimetres(offset.x), y: .millimetres(offset.y))
        if choice == .last { return lastPage(of: report.structure, at: corner) }
        let number = (pageIndex(for: placement) ?? 0) + 1
        guard let page = report.page else { throw .noSuchPage(number, pages: report.pages) }
        return CertificationSheet(ground: .page(page, number: number), corner: corner)
    }

    /// Lays the attestation out for this sheet. Blocking.
    ///
    /// - Returns: nil where nothing is to be seen.
    /// - Throws: ``PDFFault``; ``PlacementFault/outsidePage(_:)`` when the block is not wholly on the visible page.
    func layOut(_ attestation: Attestation) throws -> AttestationLayout? {
        switch ground {
        case .newPage: try attestation.layOutPage()
        case .page(let page, let number): try layOut(attestation, on: page, number: number)
        case .unseen: nil
        }
    }

    private func layOut(
        _ attestation: Attestation,
        on page: PageGeometry,
        number: Int
    ) throws -> AttestationLayout {
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
