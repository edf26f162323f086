import Certification
import PDF
import TestSupport
import Testing

@testable import Pipeline

/// Which page an attestation goes onto, and what does not fit.
struct CertificationSheetTests {
    private func report(pages: Int = 3, page: Size? = nil) throws -> InspectionReport {
        let scan = try DemoScan.make()
        var structure = try scan.withUnsafeBytes { try DocumentReader($0, name: "scan").structure() }
        structure.pageTree.pageCount = pages
        let size = page.map { PageGeometry(new: PDFReference(9), size: $0) }
        return InspectionReport(pages: pages, structure: structure, page: size)
    }

    @Test(arguments: [
        (AttestationPlacement.PageChoice.first, 0 as Int?), (.number(1), 0), (.number(7), 6), (.last, nil),
    ])
    func asksForThePageThatIsMeant(page: AttestationPlacement.PageChoice, index: Int?) {
        let placement = AttestationPlacement.onPage(page, at: .init(x: 1, y: 1))
        #expect(CertificationSheet.pageIndex(for: placement) == index)
        #expect(CertificationSheet.pageIndex(for: .newPage) == nil)
    }

    @Test func aPageThatIsNotThereIsNamed() throws {
        let placement = AttestationPlacement.onPage(.number(4), at: .init(x: 1, y: 1))
        let fault = #expect(throws: PlacementFault.self) { try CertificationSheet.find(placement, in: report()) }
        #expect(fault == .noSuchPage(4, pages: 3))
        #expect(fault?.exitCode == .data)
    }

    @Test func aBlockBeyondThePageIsRefusedWithSizes() throws {
        let placement = AttestationPlacement.onPage(.first, at: .init(x: 150, y: 30))
        let page = Size(width: .millimetres(210), height: .millimetres(297))
        let sheet = try CertificationSheet.find(placement, in: try report(page: page))
        let fault = #expect(throws: PlacementFault.self) { try sheet.layOut(SampleAttestation().attestation()) }
        let message = try #require(fault).message.english
        #expect(message.contains("95 ×") && message.contains("x 150, y 30") && message.contains("page 1 of 210 × 297"))
        let remedy = try #require(fault).remedy.english
        #expect(remedy.contains("x at most 115mm"), "\(remedy)")
    }

    @Test func aBlockFitsUpToTheVeryEdge() throws {
        let block = try SampleAttestation().attestation().layOutBlock().size
        let placement = AttestationPlacement.onPage(.first, at: .init(x: 10, y: 20))
        let room = Size(
            width: .millimetres(10) + block.width, height: .millimetres(20) + block.height
        )
        let tight = try CertificationSheet.find(placement, in: try report(page: room))
        #expect(try #require(try tight.layOut(SampleAttestation().attestation())).page == nil)
        for less in [
            Size(width: room.width - 1, height: room.height), Size(width: room.width, height: room.height - 1),
        ] {
            let sheet = try CertificationSheet.find(placement, in: try report(page: less))
            #expect(throws: PlacementFault.self) { try sheet.layOut(SampleAttestation().attestation()) }
        }
    }

    @Test func aPageSmallerThanTheBlockIsSaidToBe() throws {
        let placement = AttestationPlacement.onPage(.first, at: .init(x: 0, y: 0))
        let sheet = try CertificationSheet.find(
            placement, in: try report(page: Size(width: .millimetres(85), height: .millimetres(54)))
        )
        let fault = #expect(throws: PlacementFault.self) { try sheet.layOut(SampleAttestation().attestation()) }
        #expect(fault?.remedy.vietnamese.contains("new-page") == true)
        #expect(fault?.remedy.vietnamese.contains("quá nhỏ") == true)
    }
}
