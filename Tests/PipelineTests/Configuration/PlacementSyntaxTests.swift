import Certification
import TestSupport
import Testing

@testable import Pipeline

/// `placement:` in a pipeline's configuration, in a form and in a sidecar.
struct PlacementSyntaxTests {
    static let written: [(String, AttestationPlacement?)] = [
        ("new-page", .newPage),
        ("{page: last, x: 20mm, y: 30mm}", .onPage(.last, at: .init(x: 20, y: 30))),
        ("{page: first, x: 0mm, y: 12.5mm}", .onPage(.first, at: .init(x: 0, y: 12.5))),
        ("{page: 3, x: 20mm, y: 30mm}", .onPage(.number(3), at: .init(x: 20, y: 30))),
        ("", nil),
    ]

    @Test(arguments: written)
    func isReadFromAForm(text: String, placement: AttestationPlacement?) throws {
        #expect(try FormFile.read("placement: \(text)\n", file: "scan.yaml").placement == placement)
    }

    @Test func isReadFromJSON() throws {
        let text = #"{"type": "x", "placement": {"page": "last", "x": "20mm", "y": "30mm"}}"#
        let placement = try FormFile.read(text, file: "scan.json").placement
        #expect(placement == .onPage(.last, at: .init(x: 20, y: 30)))
    }

    @Test(arguments: written)
    func isWrittenIntoTheFormAsItWasRead(text: String, placement: AttestationPlacement?) throws {
        let form = try DossierForm(placement: placement)
        let code = try #require(DossierCode("G22.99-231126-000001"))
        let file = FormFile.text(form, code: code, types: [], summary: "")
        #expect(try FormFile.read(file, file: "form").placement == placement)
        #expect(placement == nil || file.contains("placement: \(text)\n"))
    }

    /// What the ledger keeps.
    @Test(arguments: written.compactMap(\.1))
    func isTheSameFromItsText(placement: AttestationPlacement) {
        #expect(AttestationPlacement(text: placement.text) == placement)
    }

    @Test(arguments: [
        ("somewhere", "placement", 2), ("[1, 2]", "placement", 2), ("{page: last}", "placement.x", 2),
        ("{page: 0, x: 1mm, y: 1mm}", "placement.page", 2), ("{page: all, x: 1mm, y: 1mm}", "placement.page", 2),
        ("{page: last, x: 20, y: 1mm}", "placement.x", 2), ("{page: last, x: 2cm, y: 1mm}", "placement.x", 2),
        ("{page: last, x: -1mm, y: 1mm}", "placement.x", 2), ("{page: last, x: 9999mm, y: 1mm}", "placement.x", 2),
        ("{page: last, x: 1e3mm, y: 1mm}", "placement.x", 2), ("\n  page: last\n  z: 1mm", "placement.z", 4),
    ])
    func mistakesNameLineAndKey(text: String, key: String, line: Int) throws {
        let fault = #expect(throws: FormFault.self) {
            try FormFile.read("note: x\nplacement: \(text)\n", file: "scan.yaml")
        }
        guard case .malformed(let reason) = fault else { throw try #require(fault) }
        #expect(reason.key == key && reason.line == line && reason.file == "scan.yaml", "\(reason.message.english)")
    }
}
