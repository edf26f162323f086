import Foundation
import TestSupport
import Testing

@testable import PDF

/// Lines set from letters that were cast once, as poppler reads them.
@Suite struct TypeCaseTests {
    @Test(arguments: [false, true])
    func isReadAsWritten(bold: Bool) throws {
        let text = "12/ĐT ngày 23 tháng 11 năm 2026"
        let letters = try TypeCase.cast(text, bold: bold)
        let line = try #require(letters.line(text, size: 14, in: Size(width: 300, height: 20)))
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(BlankDocument.showing([(line, 50, 400)]), to: "line.pdf")
        #expect(try Tool.run("pdftotext", [file, "-"]).output.contains(text))
        let fonts = try Tool.run("pdffonts", [file]).output
        #expect(fonts.contains("LiberationSerif") && fonts.contains("Bold") == bold, "\(fonts)")
        try Tool.run("qpdf", ["--check", file]).requireSuccess()
    }

    /// As wide as Pango sets the same letters: what is drawn later fits the place that was measured for it.
    @Test func takesTheRoomThatPangoMeasures() throws {
        let text = "2026/ĐT"
        let letters = try TypeCase.cast(text)
        let block = TextBlock(text, size: 14)
        let measured = try Canvas(width: 1, height: 1).measure(block)
        let width = try #require(letters.width(of: text, size: 14))
        #expect(abs(width - measured.width) < 0.2)
        #expect(abs(letters.lineHeight(size: 14) - measured.height) < 0.1)
    }

    @Test func aLineThatIsTooWideIsSetSmaller() throws {
        let letters = try TypeCase.cast("0123456789")
        let line = try #require(letters.line("0123456789", size: 14, in: Size(width: 35, height: 20)))
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(BlankDocument.showing([(line, 0, 400)]), to: "line.pdf")
        let words = try Tool.run("pdftotext", ["-bbox", file, "-"]).output
        let right = try #require(words.firstMatch(of: /xMax="([0-9.]+)"[^>]*>0123456789/))
        #expect(try #require(Double(right.1)) < 36)
    }

    @Test func whatWasNotCastIsNotSet() throws {
        let letters = try TypeCase.cast("0123456789")
        #expect(letters.line("12/ĐT", size: 14, in: Size(width: 100, height: 20)) == nil)
        #expect(letters.width(of: "a", size: 14) == nil)
    }

    /// As some keyboards write Vietnamese: a letter and its marks apart.
    @Test func decomposedLettersAreSetAsTheyLook() throws {
        let text = "Nguyễn Thị Hường".decomposedStringWithCanonicalMapping
        let line = try #require(
            TypeCase.cast(text).line(text, size: 14, in: Size(width: 300, height: 20)))
        let workspace = try TemporaryDirectory()
        let file = try workspace.write(BlankDocument.showing([(line, 50, 400)]), to: "line.pdf")
        #expect(try Tool.run("pdftotext", [file, "-"]).output.contains("Nguyễn Thị Hường"))
    }

    @Test func aLetterOfManyPartsIsNotCast() throws {
        let fault = #expect(throws: PDFFault.self) { try TypeCase.cast("e\u{302}\u{301}\u{323}") }
        #expect(fault?.code == "drawing-failed")
    }

    @Test func aLineWithoutABoxIsAsWideAsItsLetters() throws {
        let letters = try TypeCase.cast("0123456789")
        let line = try #require(letters.line("2026", size: 10))
        #expect(line.size.width == letters.width(of: "2026", size: 10))
        #expect(line.size.height == letters.lineHeight(size: 10))
    }

    @Test func aLetterWithoutFontIsTold() throws {
        let fault = #expect(throws: PDFFault.self) { try TypeCase.cast("0\u{10FFFD}") }
        #expect(fault?.code == "characters-without-font")
    }

    /// Drawings of the same letters bring their fonts into a revision once.
    @Test func fontsAreSharedWithinARevision() throws {
        let letters = try TypeCase.cast("0123456789")
        let line = try #require(letters.line("1", size: 14, in: Size(width: 100, height: 20)))
        let one = try BlankDocument.showing([(line, 50, 400)]).count
        let ten = try BlankDocument.showing((0..<10).map { (line, 50, Double($0) * 20) }).count
        #expect(ten - one < 9 * 700)
    }
}
