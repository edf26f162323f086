import Foundation
import TestSupport
import Testing

@testable import PDF

/// What is put onto a page stands upright where people see it, as poppler renders the page.
@Suite struct PlaceTests {
    /// 40 × 20 points: red, its upper left quarter blue.
    private static func mark() throws -> Drawing {
        var canvas = try Canvas(width: 40, height: 20)
        canvas.fill([Rect(x: 0, y: 0, width: 40, height: 20)], color: Color(red: 1, green: 0, blue: 0))
        canvas.fill([Rect(x: 0, y: 0, width: 20, height: 10)], color: Color(red: 0, green: 0, blue: 1))
        return try canvas.finish()
    }

    @Test(arguments: TurnedPage.all)
    func standsUprightWhereItWasPut(page: TurnedPage) throws {
        let workspace = try TemporaryDirectory()
        let place = Rect(x: 30, y: 50, width: 40, height: 20)
        let file = try workspace.write(page.showing(Self.mark(), in: place), to: "turned.pdf")
        // Poppler shows user units as points: a place there is smaller by the unit.
        let resolution = 72 * page.userUnit
        let options = ["-cropbox", "-r", "\(resolution)", "-singlefile", "-aa", "no", "-aaVector", "no"]
        try Tool.run("pdftoppm", options + [file, workspace.file("page")])
        let picture = try Picture(path: workspace.file("page.ppm"))
        #expect(picture.area { $0.red > 200 && $0.green < 50 || $0.blue > 200 && $0.green < 50 } == place.rounded)
        let corner = Rect(x: 30, y: 50, width: 20, height: 10)
        #expect(picture.area { $0.blue > 200 && $0.red < 50 && $0.green < 50 } == corner.rounded)
        let visible = try page.geometry().visibleSize
        #expect(abs(visible.width - Double(picture.width)) <= 1 && abs(visible.height - Double(picture.height)) <= 1)
    }

    @Test func theUpperPartOfADrawingIsTaken() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 40, height: 400)
        canvas.fill([Rect(x: 0, y: 0, width: 40, height: 400)], color: .black)
        canvas.fill([Rect(x: 0, y: 0, width: 40, height: 5)], color: Color(red: 0, green: 0, blue: 1))
        let drawing = try canvas.finish(height: 20)
        #expect(drawing.size == Size(width: 40, height: 20))
        let bytes = try TurnedPage().showing(drawing, in: Rect(x: 30, y: 50, width: 40, height: 20))
        let file = try workspace.write(bytes, to: "part.pdf")
        try Tool.run(
            "pdftoppm", ["-r", "72", "-singlefile", "-aa", "no", "-aaVector", "no", file, workspace.file("part")]
        )
        let picture = try Picture(path: workspace.file("part.ppm"))
        #expect(picture.area { $0.green < 100 } == Rect(x: 30, y: 50, width: 40, height: 20).rounded)
        #expect(picture.area { $0.blue > 200 && $0.red < 50 } == Rect(x: 30, y: 50, width: 40, height: 5).rounded)
    }
}

/// Whole pixels.
struct PixelArea: Equatable {
    let left, top, right, bottom: Int

    /// Renderers may take in a pixel that is touched only: edges count as equal when they differ by one.
    static func == (one: PixelArea, other: PixelArea) -> Bool {
        abs(one.left - other.left) <= 1 && abs(one.top - other.top) <= 1 && abs(one.right - other.right) <= 1
            && abs(one.bottom - other.bottom) <= 1
    }
}

extension Rect {
    fileprivate var rounded: PixelArea {
        PixelArea(left: Int(x), top: Int(y), right: Int(x + width), bottom: Int(y + height))
    }
}

/// A binary PPM.
struct Picture {
    let width, height: Int
    private let pixels: [UInt8]

    init(path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        // P6, width, height, 255: each ends with one blank.
        let head = data.split(maxSplits: 4, omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x20 }
        try #require(head.count == 5)
        width = try #require(Int(String(decoding: head[1], as: UTF8.self)))
        height = try #require(Int(String(decoding: head[2], as: UTF8.self)))
        pixels = Array(head[4])
    }

    /// The smallest area with all pixels of a colour; nil if there are none.
    func area(of isWanted: ((red: UInt8, green: UInt8, blue: UInt8)) -> Bool) -> PixelArea? {
        var (left, top, right, bottom) = (Int.max, Int.max, 0, 0)
        for y in 0..<height {
            for x in 0..<width {
                let start = 3 * (y * width + x)
                guard isWanted((pixels[start], pixels[start + 1], pixels[start + 2])) else { continue }
                (left, top, right, bottom) = (min(left, x), min(top, y), max(right, x + 1), max(bottom, y + 1))
            }
        }
        return right == 0 ? nil : PixelArea(left: left, top: top, right: right, bottom: bottom)
    }
}
