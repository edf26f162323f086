import Foundation
import TestSupport
import Testing

@testable import PDF

/// What Cairo and Pango draw, as others read it: poppler's tools and qpdf.
@Suite struct DrawingTests {
    static let sentence = "Ngày 23 tháng 11 năm 2026, tại xã Phú Cường"
    /// Every Vietnamese vowel with every tone, and Đ.
    static let alphabet = """
        AÀẢÃÁẠ ĂẰẲẴẮẶ ÂẦẨẪẤẬ EÈẺẼÉẸ ÊỀỂỄẾỆ IÌỈĨÍỊ OÒỎÕÓỌ ÔỒỔỖỐỘ ƠỜỞỠỚỢ UÙỦŨÚỤ ƯỪỬỮỨỰ YỲỶỸÝỴ Đ \
        aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ
        """

    @Test func everyVietnameseLetterIsReadBackAsItWas() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 500, height: 300)
        var y = 0.0
        for (bold, italic) in [(false, false), (true, false), (false, true), (true, true)] {
            let block = TextBlock("\(Self.sentence) \(Self.alphabet)", size: 13, bold: bold, italic: italic)
            y += try canvas.text(block, in: Rect(x: 0, y: y, width: 500, height: 300 - y))
        }
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "text.pdf")
        let text = try Tool.run("pdftotext", ["-f", "2", file, "-"]).output
        let words = text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        let expected = "\(Self.sentence) \(Self.alphabet)".split(separator: " ").map { Array($0.utf8) }
        #expect(words == expected + expected + expected + expected, "compared as bytes: NFC")
    }

    @Test func decomposedLettersBecomeComposedOnes() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 300, height: 50)
        let decomposed = "Nguyễn Thị Hường".decomposedStringWithCanonicalMapping
        try canvas.text(TextBlock(decomposed, size: 13), in: Rect(x: 0, y: 0, width: 300, height: 50))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "text.pdf")
        let text = try Tool.run("pdftotext", ["-f", "2", file, "-"]).output
        #expect(text.utf8.starts(with: "Nguyễn Thị Hường".precomposedStringWithCanonicalMapping.utf8))
    }

    @Test func fontsAreEmbeddedSubsetsWithUnicode() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 300, height: 50)
        let runs = [TextRun("Ủy ban ", size: 13), TextRun("nhân dân", size: 13, bold: true, italic: true)]
        try canvas.text(TextBlock(runs), in: Rect(x: 0, y: 0, width: 300, height: 50))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "text.pdf")
        let fonts = try Tool.run("pdffonts", [file]).output.split(separator: "\n").dropFirst(2)
        #expect(fonts.count >= 2)
        for font in fonts {
            // name, type, encoding, then emb sub uni.
            let flags = font.split(separator: " ").dropLast(2).suffix(3)
            #expect(flags == ["yes", "yes", "yes"], "\(font)")
            #expect(font.contains("+LiberationSerif"), "\(font)")
        }
        let check = try Tool.run("qpdf", ["--check", file])
        #expect(check.status == 0, "\(check.output) \(check.errors)")
    }

    @Test func transparencyOfAPictureIsKept() throws {
        let workspace = try TemporaryDirectory()
        let seal = try PNGImage(DemoArtwork.seal(office: "UBND xã Phú Cường"), name: "seal.png")
        var canvas = try Canvas(width: 102, height: 102)
        try canvas.image(seal, in: Rect(x: 0, y: 0, width: 102, height: 102))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 50, 400)]), to: "seal.pdf")
        let images = try Tool.run("pdfimages", ["-list", file]).output.split(separator: "\n").dropFirst(2)
        let kinds = images.map { $0.split(separator: " ")[2] }
        #expect(kinds.sorted() == ["image", "smask"], "\(images)")
        #expect(images.allSatisfy { $0.contains(" \(seal.width)") }, "in its own resolution")
    }

    /// ISO 19005-1, 6.2.4 and 6.3.3.2; ISO 19005-2, 6.2.8 and 6.2.11.3.2.
    @Test func whatEveryPDFAForbidsOrDemandsOfPicturesAndFontsIsMinded() throws {
        let seal = try PNGImage(DemoArtwork.seal(office: "UBND xã Phú Cường"), name: "seal.png")
        var canvas = try Canvas(width: 300, height: 200)
        try canvas.image(seal, in: Rect(x: 0, y: 0, width: 102, height: 102))
        try canvas.text(TextBlock("Ủy ban nhân dân", size: 13), in: Rect(x: 0, y: 120, width: 300, height: 50))
        let file = try BlankDocument.showing([(try canvas.finish(), 50, 400)])
        let objects: [PDFDictionary] = try file.withUnsafeBytes { bytes in
            let reader = try DocumentReader(bytes, name: "drawing")
            return try reader.references().compactMap { try reader.object($0).dictionary }
        }
        let images = objects.filter { $0["Subtype"]?.name == "Image" }
        #expect(images.count == 2)
        #expect(images.allSatisfy { $0["Interpolate"] == nil })
        let fonts = objects.filter { $0["Subtype"]?.name == "CIDFontType2" }
        #expect(!fonts.isEmpty)
        #expect(fonts.allSatisfy { $0["CIDToGIDMap"]?.name == "Identity" })
    }

    /// Cairo makes the length of each stream an object of its own; in a revision it has a place in the stream.
    @Test func nothingIsWrittenThatNobodyRefersTo() throws {
        let seal = try PNGImage(DemoArtwork.seal(office: "UBND xã Phú Cường"), name: "seal.png")
        var canvas = try Canvas(width: 300, height: 200)
        try canvas.image(seal, in: Rect(x: 0, y: 0, width: 102, height: 102))
        try canvas.text(TextBlock(Self.sentence, size: 13), in: Rect(x: 0, y: 120, width: 300, height: 50))
        let file = try BlankDocument.showing([(try canvas.finish(), 50, 400)])
        try file.withUnsafeBytes { bytes in
            let reader = try DocumentReader(bytes, name: "drawing")
            let wanted = Set(try reader.reachable(from: PDFObject.dictionary(reader.trailer()).references))
            #expect(try Set(reader.references()).subtracting(wanted).isEmpty)
        }
    }

    @Test func drawingsOfOneCanvasShareTheirFonts() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 200, height: 30)
        try canvas.text(TextBlock("Bản sao", size: 13), in: Rect(x: 0, y: 0, width: 200, height: 30))
        try canvas.next(width: 300, height: 40)
        try canvas.text(TextBlock("đúng với bản chính", size: 13), in: Rect(x: 0, y: 0, width: 300, height: 40))
        let drawings = try canvas.finishAll()
        #expect(drawings.map(\.size) == [Size(width: 200, height: 30), Size(width: 300, height: 40)])
        let file = try workspace.write(
            BlankDocument.showing(zip(drawings, [400, 200]).map { ($0, 50, $1) }), to: "two.pdf")
        #expect(try Tool.run("pdftotext", [file, "-"]).output.contains(/Bản sao\s+đúng với bản chính/))
        let fonts = try Tool.run("pdffonts", [file]).output.split(separator: "\n").dropFirst(2)
        #expect(fonts.count == 2, "one of Latin-1 and one of the rest: \(fonts)")
        try Tool.run("qpdf", ["--check", file]).requireSuccess()
    }

    @Test func theSameCallsGiveTheSameBytes() throws {
        func draw() throws -> [UInt8] {
            var canvas = try Canvas(width: 300, height: 50)
            try canvas.text(TextBlock(Self.sentence, size: 13), in: Rect(x: 0, y: 0, width: 300, height: 50))
            return try BlankDocument.showing([(try canvas.finish(), 50, 400)])
        }
        #expect(try draw() == draw())
    }

    @Test func aDrawingIsPlacedTwiceInOneDocument() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 200, height: 30)
        try canvas.text(TextBlock("Bản sao", size: 13), in: Rect(x: 0, y: 0, width: 200, height: 30))
        let drawing = try canvas.finish()
        let file = try workspace.write(BlankDocument.showing([(drawing, 50, 400), (drawing, 50, 200)]), to: "two.pdf")
        let text = try Tool.run("pdftotext", ["-f", "2", file, "-"]).output
        #expect(text.components(separatedBy: "Bản sao").count == 3)
        #expect(try Tool.run("qpdf", ["--check", file]).status == 0)
    }

    @Test func textStandsWhereItWasPut() throws {
        let workspace = try TemporaryDirectory()
        var canvas = try Canvas(width: 200, height: 100)
        let block = TextBlock("ĐÂY", size: 20, alignment: .trailing)
        try canvas.text(block, in: Rect(x: 100, y: 50, width: 80, height: 50))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 100, 300)]), to: "place.pdf")
        let boxes = try Tool.run("pdftotext", ["-bbox", "-f", "2", file, "-"]).output
        let word = try #require(boxes.split(separator: "\n").first { $0.contains("ĐÂY") })
        func value(_ name: String) throws -> Double {
            let rest = try #require(word.components(separatedBy: "\(name)=\"").dropFirst().first)
            return try #require(Double(rest.prefix { $0 != "\"" }))
        }
        #expect(abs(try value("xMax") - (100 + 180)) < 0.5, "right edge")
        // The page is 842 high, the drawing's top at 300 + 100.
        #expect(try value("yMin") >= 842 - 400 + 50 - 1)
        #expect(try value("yMax") <= 842 - 300 + 1)
    }
}
