import Spool
import Testing

@Suite struct FileNameTests {
    @Test(arguments: ["", ".", "..", "a/b", "/", "a\u{0}b", String(repeating: "x", count: 256)])
    func whatCannotNameAFileIsRefused(_ text: String) {
        #expect(FileName(text) == nil)
    }

    @Test func namesAreBytes() throws {
        let composed = FileName("\u{1EC7}.pdf")
        let decomposed = FileName("e\u{323}\u{302}.pdf")
        #expect("\u{1EC7}" == "e\u{323}\u{302}", "Swift holds the two spellings equal")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        let invalid = try #require(FileName(bytes: [0xff, 0xfe, 0x2e, 0x70, 0x64, 0x66]))
        #expect(invalid.hasExtension("pdf"))
        #expect(invalid.display == "\u{fffd}\u{fffd}.pdf")
    }

    @Test func aNameCannotForgeALine() throws {
        #expect(FileName("a\nb\u{1b}[31m").display == "a?b?[31m")
    }

    @Test func extensions() throws {
        #expect(FileName("SCAN.PDF").hasExtension("pdf"))
        #expect(FileName("scan.tar.pdf").stem == Array("scan.tar".utf8))
        #expect(FileName("pdf").pathExtension == nil)
        #expect(FileName(".pdf").pathExtension == nil)
        #expect(FileName("scan.").pathExtension == nil)
        #expect(FileName("scan.pdf").replacingExtension(with: "yaml") == "scan.yaml")
    }

    @Test func aSecondFileOfANameGetsANumberBeforeTheExtension() throws {
        #expect(FileName("scan.pdf").numbered(2) == "scan (2).pdf")
        #expect(FileName("README").numbered(10) == "README (10)")
        let long = try #require(FileName(String(repeating: "ệ", count: 83) + "ab.pdf"))
        #expect(long.bytes.count == 255)
        let numbered = long.numbered(2)
        #expect(numbered.bytes.count <= 255)
        #expect(String(validating: numbered.bytes, as: UTF8.self)?.hasSuffix("ệ (2).pdf") == true)
        let onlyExtension = try #require(FileName("a." + String(repeating: "x", count: 253)))
        #expect(onlyExtension.numbered(2).bytes.count == 255)
        let invalid = try #require(FileName(bytes: [UInt8](repeating: 0x80, count: 255)))
        #expect(invalid.numbered(2).bytes.count == 255)
    }

    @Test(arguments: [
        ".DS_Store", "._scan.pdf", "Thumbs.db", "THUMBS.DB", "~$scan.docx", "scan.tmp", "scan.pdf.part",
        "scan.pdf.filepart", "scan.pdf.crdownload", "@eaDir", ".hidden.pdf", "scan.pdf~",
    ])
    func leftAlone(_ text: String) throws {
        #expect(try #require(FileName(text)).isIgnored)
    }

    @Test(arguments: ["scan.pdf", "SCAN.PDF", "part.pdf", "tmp.pdf", "-rf.pdf", "hồ sơ.pdf", "thumbs.db.pdf"])
    func taken(_ text: String) throws {
        #expect(try !#require(FileName(text)).isIgnored)
    }

    @Test func paths() throws {
        let path = try #require(SpoolPath(bytes: Array("spool/scanned/a b.pdf".utf8)))
        #expect(path.components == ["spool", "scanned", "a b.pdf"])
        #expect(path.bytes == Array("spool/scanned/a b.pdf".utf8))
        #expect(SpoolPath(bytes: Array("/srv/a".utf8))?.isAbsolute == true)
        for wrong in ["", "a//b", "a/../b", "./a", "a/"] { #expect(SpoolPath(bytes: Array(wrong.utf8)) == nil) }
    }
}
