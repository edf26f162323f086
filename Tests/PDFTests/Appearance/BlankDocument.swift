@testable import PDF

/// A small, sound PDF written by hand: empty pages and a cross-reference table.
enum BlankDocument {
    static func bytes(pages: Int = 1, mediaBox: String = "[0 0 595 842]") -> [UInt8] {
        let kids = (0..<pages).map { "\($0 + 3) 0 R" }.joined(separator: " ")
        var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>"]
        for _ in 0..<pages { objects.append("<< /Type /Page /Parent 2 0 R /MediaBox \(mediaBox) >>") }
        var text = "%PDF-1.7\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let section = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(section)\n%%EOF\n"
        return Array(text.utf8)
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
