import TestSupport

@testable import PDF

/// A small, sound PDF written by hand: empty pages and a cross-reference table.
enum BlankDocument {
    static func bytes(pages: Int = 1, mediaBox: String = "[0 0 595 842]") -> [UInt8] {
        let kids = (0..<pages).map { "\($0 + 3) 0 R" }.joined(separator: " ")
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>"]
        for _ in 0..<pages { objects.append("<< /Type /Page /Parent 2 0 R /MediaBox \(mediaBox) >>") }
        return PlainPDF.bytes(objects)
    }

    /// A blank page, and after it a page that shows drawings: their lower left corners at these places.
    static func showing(_ drawings: [(drawing: Drawing, x: Double, y: Double)]) throws -> [UInt8] {
        let original = bytes()
        let structure = try original.withUnsafeBytes { try DocumentReader($0, name: "blank").structure() }
        var revision = Revision(extending: structure)
        var placements: [Placement] = []
        for (drawing, x, y) in drawings {
            placements.append(Placement(try drawing.add(to: &revision), x: x, y: y))
        }
        let (contents, resources) = try revision.addContents(showing: placements)
        _ = try revision.appendPage([
            "MediaBox": .rect([0, 0, 595, 842]), "Contents": .reference(contents), "Resources": .dictionary(resources),
        ])
        return original + (try revision.serialized().bytes)
    }
}
