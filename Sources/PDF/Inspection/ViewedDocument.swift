import CPoppler
import Glibc

/// A document as a viewer sees it: poppler's. Owns poppler's handle. One thread at a time; blocking.
///
/// poppler repairs silently what qpdf then names as damaged, so that it opens says only that viewers show something.
struct ViewedDocument: ~Copyable {
    /// The largest page that viewers must show: ISO 32000-1, annex C.2, in user space units. A page of 20,000 units
    /// took half a minute and gigabytes to draw.
    static let largestSide = 14_400.0

    private let document: OpaquePointer
    private let name: String

    /// - Parameter bytes: borrowed; they must outlive the value.
    init(_ bytes: UnsafeRawBufferPointer, name: String) throws(PDFFault) {
        var document: OpaquePointer?
        var complaint: UnsafeMutablePointer<CChar>?
        let outcome = cpoppler_open(bytes.baseAddress, bytes.count, &document, &complaint)
        let detail = complaint.map { String(cString: $0) } ?? "poppler"
        free(complaint)
        switch (outcome, document) {
        case (CPOPPLER_OPENED, let opened?):
            self.document = opened
            self.name = name
        case (CPOPPLER_LOCKED, _), (CPOPPLER_ENCRYPTED, _):
            throw .encrypted(name: name)
        default:
            throw .beyondRepair(name: name, reason: detail)
        }
    }

    deinit {
        cpoppler_close(document)
    }

    /// As a viewer counts them.
    var pageCount: Int { Int(cpoppler_page_count(document)) }

    /// The number of pages, once each of them is there and of a size that can be shown.
    func checkPages() throws(PDFFault) -> Int {
        let count = pageCount
        guard count > 0 else { throw .noPages(name: name) }
        for index in 0..<count {
            var (width, height) = (0.0, 0.0)
            guard cpoppler_page_size(document, CInt(index), &width, &height) else {
                throw .beyondRepair(name: name, reason: "page \(index + 1)")
            }
            guard max(width, height) <= Self.largestSide else {
                throw .pageTooLarge(
                    name: name, page: index + 1, width: Self.millimetres(width), height: Self.millimetres(height)
                )
            }
        }
        return count
    }

    /// The first page, from 1, that a viewer shows otherwise in another document, of those that there is time to draw.
    func firstPageThatLooksDifferent(in other: borrowing ViewedDocument) -> Int? {
        let page = cpoppler_first_different_page(
            document, other.document, Self.resolution, Self.largestSide, Self.secondsToDraw
        )
        return page > 0 ? Int(page) : nil
    }

    /// The top left corner of a blank place on a page, as low as possible, then as far to the right; nil where there is
    /// none, or no time to draw the page. Both in points of real size, on the page as it is shown.
    func blankPlace(of size: Size, on page: PageGeometry, at index: Int) -> Point? {
        let unit = page.userUnit
        var (x, y) = (0.0, 0.0)
        let found = cpoppler_blank_place(
            document, CInt(index), Self.largestSide, Self.secondsToDraw, size.width / unit, size.height / unit,
            Self.distance / unit, &x, &y
        )
        return found ? Point(x: x * unit, y: y * unit) : nil
    }

    /// From a blank place to what is drawn around it and to the page's edge.
    private static let distance = Double.millimetres(6)
    /// Of a cell's time for a file.
    private static let secondsToDraw: CUnsignedInt = 2
    /// Pixels per inch: text and lines leave a trace.
    private static let resolution = 24.0

    private static func millimetres(_ points: Double) -> Int {
        Int(exactly: (points * 25.4 / 72).rounded()) ?? .max
    }
}
