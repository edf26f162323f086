import Foundation
import TestSupport
import Testing

/// Attestations on pages of the original, from the drop to the sealed file: pyHanko, pdfsig, qpdf and poppler judge.
struct PlacementTests {
    /// What is dropped: a page's boxes, the placement in its sidecar, and where the block is seen: in points of the
    /// visible page as poppler counts them.
    struct Drop: Sendable {
        let name: String
        let page: String
        let placement: String
        let corner: (x: Double, y: Double)
        var unit = 1.0
    }

    private static let millimetre = 72 / 25.4
    private static let drops = [0, 90, 180, 270].flatMap { rotation in
        [
            Drop(
                name: "turned-\(rotation)", page: "/MediaBox [0 0 595 842] /Rotate \(rotation)",
                placement: "{page: last, x: 20mm, y: 30mm}", corner: (20 * millimetre, 30 * millimetre)
            ),
            Drop(
                name: "cropped-\(rotation)",
                page: "/MediaBox [-50 -70 645 892] /CropBox [20 30 520 772] /UserUnit 1.25 /Rotate \(rotation)",
                placement: "{page: 1, x: 10mm, y: 5.5mm}",
                corner: (10 * millimetre / 1.25, 5.5 * millimetre / 1.25), unit: 1.25
            ),
        ]
    }

    @Test func attestationsStandWhereTheFormWantsThem() throws {
        let office = try PlacementOffice()
        for drop in Self.drops {
            try office.drop(Self.scan(page: drop.page), named: drop.name, placement: drop.placement)
        }
        try office.run(["run", "--once"])
        try office.run(["sign", "--all"])
        try office.run(["stamp", "--all"])
        let copies = try office.copies()
        #expect(copies.keys.sorted() == Self.drops.map(\.name).sorted())

        for (name, verdict) in try office.judge(copies) {
            #expect(verdict == "intact valid FORM_FILLING, intact valid NONE", "\(name)")
        }
        for drop in Self.drops {
            let copy = try #require(copies[drop.name])
            try expectBlock(of: copy, where: drop)
            #expect(try Tool.run("qpdf", ["--check", copy]).status == 0)
            #expect(try Tool.run("qpdf", ["--show-npages", copy]).output == "1\n")
            let words = try Tool.run("pdfsig", [copy]).output.components(separatedBy: "Signature is Valid.")
            #expect(words.count == 3, "\(drop.name)")
        }
    }

    /// Wording, number, date and name, upright and of real size within the block.
    private func expectBlock(of copy: String, where drop: Drop) throws {
        let output = try Tool.run("pdftotext", ["-bbox", "-cropbox", copy, "-"]).output
        let words = try output.components(separatedBy: "<word ").dropFirst().map(SeenWord.init)
        let width = 95 * Self.millimetre / drop.unit
        let (x, y) = drop.corner
        func find(_ text: String) throws -> SeenWord {
            let found = try #require(words.first { $0.text == text }, "\(drop.name): \(text) in \(words)")
            #expect(found.right > found.left && found.bottom > found.top, "\(drop.name)")
            #expect(found.left >= x - 1 && found.right <= x + width + 1 && found.top >= y - 1, "\(drop.name) \(found)")
            return found
        }
        let (heading, number, date, title) = (try find("LỜI"), try find("Số"), try find("Ngày"), try find("CHỦ"))
        #expect(heading.top < y + 10, "\(drop.name) \(heading)")
        #expect(heading.top < number.top && number.top < date.top && date.top < title.top, "upright: \(drop.name)")
        // Liberation Serif's ascent and descent are 1.107 of its size, which is 11 points.
        #expect(abs((heading.bottom - heading.top) * drop.unit - 1.107 * 11) < 0.7, "\(drop.name) \(heading)")
        let line = words.filter { abs($0.top - number.top) < 1 }.map(\.text).joined(separator: " ")
        #expect(line.contains("chứng thực: ") && line.contains("/ĐT"), "\(drop.name): \(line)")
    }

    /// What the form or the configuration says wrongly is found when the dossier is submitted, and it stays on the desk.
    @Test func whatDoesNotFitIsRefusedWithSizes() throws {
        let office = try PlacementOffice()
        let page = "/MediaBox [0 0 595 842]"
        try office.drop(Self.scan(page: page), named: "right", placement: "{page: last, x: 150mm, y: 30mm}")
        try office.run(["run", "--once"])
        let desk = try office.files("spool/scanned")
        let file = try #require(desk.first { $0.hasSuffix(".pdf") })
        let code = String(file.prefix { $0 != " " })
        let result = try office.attempt(["submit", code])
        #expect(result.status == 65)
        #expect(result.errors.contains("210 × 297"), "\(result.errors)")
        #expect(result.errors.contains("x không quá 11"), "\(result.errors)")
        let form = office.path("spool/scanned/\(code).yaml")
        let text = try String(contentsOfFile: form, encoding: .utf8)
        #expect(text.contains("placement: {page: last, x: 150mm, y: 30mm}\n"), "\(text)")
        try text.replacing("x: 150mm", with: "x: 15mm").write(toFile: form, atomically: false, encoding: .utf8)
        #expect(try office.attempt(["submit", code]).status == 0)
        #expect(try office.attempt(["sign", code]).status == 0)

        try office.configure("placement: new-page", "placement: {page: 2, x: 10mm, y: 10mm}")
        try office.drop(Self.scan(page: page) + Array("\n% another\n".utf8), named: "short", placement: "")
        try office.run(["run", "--once"])
        #expect(try office.files("spool/awaiting-signature").count { $0.hasSuffix(".pdf") } == 0)
        let waiting = try #require(try office.files("spool/scanned").first { $0.hasSuffix(".pdf") })
        let refused = try office.attempt(["submit", String(waiting.prefix { $0 != " " })])
        #expect(refused.status == 65)
        #expect(refused.errors.contains("trang 2") && refused.errors.contains("1 trang"), "\(refused.errors)")
    }

    /// A name that no font can show stops the start, not the leader.
    @Test func aNameWithoutAFontIsFoundAtTheStart() throws {
        let office = try PlacementOffice()
        try office.configure("name: Nguyễn Văn A", "name: \"Nguyễn \\U0010FFFD\"")
        let result = try office.attempt(["run", "--once"])
        #expect(result.status == 78)
        #expect(result.errors.contains("U+10FFFD") && result.errors.contains("signers[0]"), "\(result.errors)")
        let doctor = try office.attempt(["doctor"])
        #expect((doctor.output + doctor.errors).contains("U+10FFFD"))
        try office.configure("name: \"Nguyễn \\U0010FFFD\"", "name: សុខា 阮文安 😀")
        try office.drop(Self.scan(page: "/MediaBox [0 0 595 842]"), named: "khmer", placement: "new-page")
        try office.run(["run", "--once"])
        #expect(try office.attempt(["sign", "--all"]).status == 0)
    }

    private static func scan(page: String) -> [UInt8] {
        let content = "BT /F1 18 Tf 90 400 Td (Ban chinh) Tj ET"
        let font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        return PlainPDF.bytes([
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R \(page) /Contents 4 0 R /Resources \(font) >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
        ])
    }
}

/// A word where poppler finds it on the visible page: in points from its top left corner.
private struct SeenWord {
    let text: String
    let left, top, right, bottom: Double

    init(_ element: String) throws {
        func value(_ name: String) throws -> Double {
            let rest = try #require(element.components(separatedBy: "\(name)=\"").dropFirst().first)
            return try #require(Double(rest.prefix { $0 != "\"" }))
        }
        text = String(element.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
        (left, top) = (try value("xMin"), try value("yMin"))
        (right, bottom) = (try value("xMax"), try value("yMax"))
    }
}
