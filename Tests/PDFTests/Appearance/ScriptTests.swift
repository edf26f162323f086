import TestSupport
import Testing

@testable import PDF

/// Names in other scripts are shown, by other fonts than the document's own.
@Suite struct ScriptTests {
    @Test(arguments: [
        "សុខា", "阮文安", "ナム", "Ольга", "ภูมิ", "ᨀᨊ", "ꪼꪕ", "😀", "🦄👍🏽", "Ñandú Łódź",
    ])
    func areShown(name: String) throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 300, height: 50)
        let block = TextBlock("Nguyễn \(name)", size: 14, bold: true, alignment: .center)
        try canvas.text(block, in: Rect(x: 0, y: 0, width: 300, height: 50))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "name.pdf")
        let fonts = try Tool.run("pdffonts", [file]).output.split(separator: "\n").dropFirst(2)
        for font in fonts { #expect(font.split(separator: " ").dropLast(4).last == "yes", "embedded: \(font)") }
        #expect(try Tool.run("pdftotext", ["-f", "2", file, "-"]).output.contains("Nguyễn"))
        #expect(try Tool.run("qpdf", ["--check", file]).status == 0)
    }

    @Test func aCharacterWithoutAFontIsNamed() throws {
        let canvas = try Canvas(width: 300, height: 50)
        let fault = #expect(throws: PDFFault.self) { try canvas.measure(TextBlock("A\u{10FFFD}B\u{10FFFC}", size: 14)) }
        #expect(fault == .charactersWithoutFont("U+10FFFC U+10FFFD"))
        #expect(fault?.exitCode == .configuration)
        #expect(fault?.message.vietnamese.contains("U+10FFFC") == true)
    }
}
