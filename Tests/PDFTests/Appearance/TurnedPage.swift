import Testing

@testable import PDF

/// A page as scanners and other programs make them: turned, cropped, off the origin, in another unit.
struct TurnedPage: CustomTestStringConvertible, Sendable {
    var rotation = 0
    var mediaBox = "[0 0 595 842]"
    var cropBox: String?
    var userUnit = 1.0

    var testDescription: String { "\(rotation)°, \(mediaBox), crop \(cropBox ?? "none"), unit \(userUnit)" }

    static let all = [0, 90, 180, 270].flatMap { rotation in
        [
            TurnedPage(rotation: rotation),
            TurnedPage(rotation: rotation, mediaBox: "[-50 -70 645 892]"),
            TurnedPage(rotation: rotation, mediaBox: "[0 0 595 842]", cropBox: "[30 40 500 700]"),
            TurnedPage(rotation: rotation, mediaBox: "[100 100 600 800]", cropBox: "[140 150 640 760]"),
            TurnedPage(rotation: rotation, mediaBox: "[595 842 0 0]", userUnit: 2.5),
            TurnedPage(rotation: rotation, mediaBox: "[-100 0 300 500]", cropBox: "[-90 10 290 480]", userUnit: 0.5),
        ]
    }

    func bytes() -> [UInt8] {
        var box = mediaBox + " /Rotate \(rotation)"
        if let cropBox { box += " /CropBox \(cropBox)" }
        if userUnit != 1 { box += " /UserUnit \(userUnit)" }
        return BlankDocument.bytes(mediaBox: box)
    }

    func geometry() throws -> PageGeometry {
        try bytes().withUnsafeBytes { try DocumentReader($0, name: "turned").structure().lastPage }
    }

    /// The page with a drawing as the appearance of an annotation.
    ///
    /// - Parameter place: in points, from the visible top left corner.
    func showing(_ drawing: Drawing, in place: Rect) throws -> [UInt8] {
        let original = bytes()
        let structure = try original.withUnsafeBytes { try DocumentReader($0, name: "turned").structure() }
        let page = structure.lastPage
        var revision = Revision(extending: structure)
        let content = Placement(try drawing.add(to: &revision), x: 0, y: 0)
        let form = try revision.addForm(size: drawing.size, rotation: page.rotation, showing: [content])
        let annotation = revision.add(
            .dictionary([
                "Type": .name("Annot"), "Subtype": .name("Stamp"), "F": .integer(4),
                "Rect": .rect(page.userSpace(place).corners), "AP": .dictionary(["N": .reference(form)]),
            ])
        )
        var dictionary = page.dictionary
        dictionary["Annots"] = .array([.reference(annotation)])
        revision.write(.dictionary(dictionary), as: page.reference)
        return original + (try revision.serialized().bytes)
    }
}
