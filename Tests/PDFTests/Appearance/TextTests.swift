import TestSupport
import Testing

@testable import PDF

/// Text that is too long, too high, or not to be drawn.
@Suite struct TextTests {
    static let longName = String(repeating: "Tôn Nữ Thị Hồng Nhung Bạch Tuyết ", count: 6)

    @Test func longNamesWrap() throws {
        let canvas = try Canvas(width: 400, height: 400)
        let line = try canvas.measure(TextBlock("Nguyễn", size: 13), width: 120)
        let wrapped = try canvas.measure(TextBlock(Self.longName, size: 13), width: 120)
        #expect(wrapped.width <= 120)
        #expect(wrapped.height >= 6 * line.height)
    }

    @Test func aWordWiderThanItsPlaceIsBroken() throws {
        let canvas = try Canvas(width: 400, height: 400)
        let word = String(repeating: "ủ", count: 100)
        #expect(try canvas.measure(TextBlock(word, size: 13), width: 80).width <= 80)
    }

    @Test func textTooHighIsSetSmaller() throws {
        var canvas = try Canvas(width: 400, height: 400)
        let block = TextBlock(Self.longName, size: 13)
        let natural = try canvas.measure(block, width: 200).height
        let used = try canvas.text(block, in: Rect(x: 0, y: 0, width: 200, height: natural * 0.7))
        #expect(used <= natural * 0.7 + 0.01)
        #expect(used > natural * 0.3)
    }

    @Test func textThatCannotFitIsRefused() throws {
        var canvas = try Canvas(width: 400, height: 400)
        let fault = #expect(throws: PDFFault.self) {
            try canvas.text(TextBlock(Self.longName, size: 13), in: Rect(x: 0, y: 0, width: 60, height: 20))
        }
        #expect(fault?.code == "drawing-failed")
        #expect(fault.map { $0.message.english.contains("Hồng") } == false, "names stay out of messages")
    }

    @Test func runningTextHasNoBottom() throws {
        var canvas = try Canvas(width: 400, height: 400)
        let place = Rect(x: 0, y: 0, width: 200, height: .infinity)
        #expect(try canvas.text(TextBlock(Self.longName, size: 13), in: place) > 50)
    }

    @Test func charactersWithoutAFontAreRefusedByTheirNumber() throws {
        let canvas = try Canvas(width: 400, height: 400)
        // A private use character that no installed font should have.
        let fault = #expect(throws: PDFFault.self) {
            try canvas.measure(TextBlock("Nguyễn \u{10FFFD}", size: 13))
        }
        #expect(fault == .charactersWithoutFont("U+10FFFD"))
        #expect(fault.map { $0.message.english.contains("Nguyễn") } == false)
    }

    @Test func emptyTextTakesALine() throws {
        var canvas = try Canvas(width: 400, height: 400)
        #expect(try canvas.text(TextBlock("", size: 13), in: Rect(x: 0, y: 0, width: 100, height: 50)) > 5)
    }
}
