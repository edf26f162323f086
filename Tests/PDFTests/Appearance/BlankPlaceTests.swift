import Foundation
import TestSupport
import Testing

@testable import PDF

/// Places in a line that are filled in later.
@Suite struct BlankPlaceTests {
    @Test func textGoesOnRightAfterTheBlankPlace() throws {
        let canvas = try Canvas(width: 400, height: 100)
        let before = try canvas.measure(TextBlock("Ngày.", size: 13)).width
        let flowed = try flow(["Ngày.", nil, "Phú"], width: 400)
        let place = try #require(flowed.blanks.first)
        #expect(abs(place.x - (10 + before)) < 0.1)
        #expect(abs(place.width - 80) < 0.1)
        #expect(abs(place.height - (try canvas.measure(TextBlock("Ngày", size: 13)).height)) < 0.1)
        let word = try #require(flowed.words.first { $0.text.contains("Phú") })
        #expect(abs(word.left - 50 - (place.x + 80)) < 0.5, "the drawing stands at 50")
    }

    @Test func aPlaceThatIsTooWideForTheLineGoesToTheNext() throws {
        let flowed = try flow(["Số chứng thực của bản sao: ", nil, ", tại xã Phú Cường"], width: 200)
        let place = try #require(flowed.blanks.first)
        #expect(place.x == 10 && place.y > 20)
        #expect(flowed.height > 2 * place.height - 1)
    }

    @Test func placesComeInTheOrderOfTheText() throws {
        let flowed = try flow(["Số ", nil, ". Quyển số ", nil, "."], width: 400)
        #expect(flowed.blanks.map(\.x) == flowed.blanks.map(\.x).sorted())
        #expect(flowed.blanks.count == 2)
    }

    @Test func aLineTooLongIsSetSmallerOnItsBaseline() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 300, height: 20)
        try canvas.line(TextRun("dài", size: 13), in: Rect(x: 0, y: 0, width: 100, height: 20))
        let long = String(repeating: "x", count: 40)
        try canvas.line(TextRun(long, size: 13), in: Rect(x: 100, y: 0, width: 100, height: 20))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "line.pdf")
        let words = try Word.all(on: 2, of: file)
        let word = try #require(words.first { $0.text == long })
        #expect(word.left >= 149.5 && word.right <= 250.5)
        // Liberation Serif's descent is 0.216 of its size.
        let other = try #require(words.first { $0.text == "dài" })
        let size = (word.bottom - word.top) / (other.bottom - other.top) * 13
        #expect(abs((other.bottom - 0.216 * 13) - (word.bottom - 0.216 * size)) < 0.3)
    }

    /// - Parameter pieces: nil is a blank place of 80 points.
    private func flow(
        _ pieces: [String?], width: Double
    ) throws -> (height: Double, blanks: [Rect], words: [Word]) {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 420, height: 200)
        let runs = pieces.map { piece in piece.map { TextRun($0, size: 13) } ?? TextRun(blank: 80, size: 13) }
        let (height, blanks) = try canvas.flow(
            TextBlock(runs), in: Rect(x: 10, y: 20, width: width, height: .infinity)
        )
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "flow.pdf")
        return (height, blanks, try Word.all(on: 2, of: file))
    }
}

/// A word where poppler finds it: in points from the page's top left corner.
struct Word {
    let text: String
    let left, top, right, bottom: Double

    static func all(on page: Int, of file: String) throws -> [Word] {
        let output = try Tool.run("pdftotext", ["-bbox", "-f", "\(page)", "-l", "\(page)", file, "-"]).output
        return try output.components(separatedBy: "<word ").dropFirst().map { word in
            func value(_ name: String) throws -> Double {
                let rest = try #require(word.components(separatedBy: "\(name)=\"").dropFirst().first)
                return try #require(Double(rest.prefix { $0 != "\"" }))
            }
            let text = word.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            return Word(
                text: String(text), left: try value("xMin"), top: try value("yMin"), right: try value("xMax"),
                bottom: try value("yMax")
            )
        }
    }
}
