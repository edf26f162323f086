/// A page's place on paper, inherited attributes included (ISO 32000-1, 7.7.3.3 and 7.7.3.4).
package struct PageGeometry: Codable, Equatable, Sendable {
    package var reference: PDFReference
    /// As in the file, without inherited attributes.
    package var dictionary: PDFDictionary
    /// The page's /Annots, wherever the array is.
    package var annotations: [PDFObject]
    /// With inherited attributes; empty if the page has none.
    package var resources: PDFObject
    package var mediaBox: PDFRectangle
    /// Within the media box; the same as it where the page has none.
    package var cropBox: PDFRectangle
    /// Degrees clockwise: 0, 90, 180 or 270.
    package var rotation: Int
    /// In 1/72 inch.
    package var userUnit: Double
}

/// Left, bottom, right, top in user space units; left ≤ right and bottom ≤ top whatever the file says.
package struct PDFRectangle: Codable, Hashable, Sendable {
    package var left, bottom, right, top: Double

    package init(left: Double, bottom: Double, right: Double, top: Double) {
        self.left = min(left, right)
        self.bottom = min(bottom, top)
        self.right = max(left, right)
        self.top = max(bottom, top)
    }

    /// Nil unless there are four numbers.
    package init?(_ numbers: [Double]) {
        guard numbers.count == 4 else { return nil }
        self.init(left: numbers[0], bottom: numbers[1], right: numbers[2], top: numbers[3])
    }

    package var width: Double { right - left }
    package var height: Double { top - bottom }
    package var corners: [Double] { [left, bottom, right, top] }

    package func intersection(_ other: PDFRectangle) -> PDFRectangle? {
        let (left, bottom) = (max(left, other.left), max(bottom, other.bottom))
        let (right, top) = (min(right, other.right), min(top, other.top))
        guard left < right, bottom < top else { return nil }
        return PDFRectangle(left: left, bottom: bottom, right: right, top: top)
    }

    /// US Letter, what viewers take for a page without a box.
    package static let letter = PDFRectangle(left: 0, bottom: 0, right: 612, top: 792)
}
