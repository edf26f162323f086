import Foundation
import TestSupport
import Testing

@testable import PDF

/// QR codes as zbar reads them off a rendered page.
@Suite struct QRCodeTests {
    static let text = "Mã hồ sơ: G22.99-231126-000001\nCơ quan: Ủy ban nhân dân xã Phú Cường\nĐối chiếu số chứng thực."

    @Test(arguments: [0, 90, 180, 270])
    func isReadOffThePage(rotation: Int) throws {
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(Self.page(Self.text, side: .millimetres(22), rotation: rotation), to: "qr.pdf")
        #expect(try Self.read(file, resolution: 150, in: workspace) == Self.text + "\n")
    }

    /// A code on a grey page needs its own light ground.
    @Test func standsOnItsOwnGround() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 200, height: 200)
        canvas.fill([Rect(x: 0, y: 0, width: 200, height: 200)], color: Color(red: 0.2, green: 0.2, blue: 0.2))
        let drawing = try canvas.finish().covered(
            by: try QRCode("G22.99").drawing(side: 80), at: Point(x: 60, y: 60))
        let file = try workspace.write(BlankDocument.showing([(drawing, 50, 400)]), to: "qr.pdf")
        #expect(try Self.read(file, resolution: 150, in: workspace) == "G22.99\n")
    }

    @Test func isDrawnInVectors() throws {
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(Self.page(Self.text, side: 60), to: "qr.pdf")
        let images = try Tool.run("pdfimages", ["-list", file]).output.split(separator: "\n")
        #expect(images.count == 2, "the head of the table only")
    }

    @Test func whatNoCodeHoldsIsRefused() throws {
        let fault = #expect(throws: PDFFault.self) { try QRCode(String(repeating: "ệ", count: 1_000)) }
        #expect(fault?.code == "drawing-failed")
        #expect(throws: PDFFault.self) { try QRCode("") }
    }

    private static func page(_ text: String, side: Double, rotation: Int = 0) throws -> [UInt8] {
        try TurnedPage(rotation: rotation).showing(
            try QRCode(text).drawing(side: side), in: Rect(x: 100, y: 100, width: side, height: side)
        )
    }

    private static func read(_ file: String, resolution: Int, in workspace: borrowing TemporaryDirectory) throws
        -> String
    {
        let picture = workspace.file("page")
        let pages = try Tool.run("qpdf", ["--show-npages", file]).output.trimmingCharacters(in: .newlines)
        try Tool.run("pdftoppm", ["-r", "\(resolution)", "-png", "-f", pages, "-singlefile", file, picture])
        return try Tool.run("zbarimg", ["--quiet", "--raw", picture + ".png"]).output
    }
}
