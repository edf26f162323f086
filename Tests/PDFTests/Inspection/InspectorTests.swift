import Foundation
import TestSupport
import Testing

@testable import PDF

/// What inspection says of files as people drop them.
@Suite struct InspectorTests {
    @Test func aSoundFileIsReported() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let bytes = BlankDocument.bytes(pages: 3)
        let report = try await cells.inspect(workspace.write(bytes, to: "sound.pdf"))
        #expect(report.pages == 3)
        #expect(report.structure.fileLength == bytes.count)
        #expect(report.structure.pageCount == 3)
        #expect(report.structure.crossReferenceKind == .table)
        // What crossed over serves to extend the file.
        var revision = Revision(extending: report.structure)
        _ = try revision.appendPage(["MediaBox": .rect([0, 0, 595, 842])])
        let longer = try workspace.write(bytes + revision.serialized().bytes, to: "longer.pdf")
        #expect(try Tool.run("qpdf", ["--show-npages", longer]).output == "4\n")
    }

    @Test func refusalsNameTheirReason() async throws {
        let workspace = try TemporaryDirectory()
        let sound = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let files = try StrangeFiles()
        let cells = try CellFixture()
        for (path, code) in files.codes {
            let verdict = try await cells.verdict(path)
            #expect(verdict == code, "\(path)")
        }
        #expect(try await cells.verdict(sound) == nil, "the same cell goes on")
    }

    @Test func theFaultNamesTheFile() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let path = try workspace.write(Array("Kính gửi".utf8), to: "công văn.pdf")
        let fault = await #expect(throws: PDFFault.self) { try await cells.inspect(path) }
        #expect(fault?.message.vietnamese.contains("công văn.pdf") == true)
    }

    @Test func aDamagedFileIsWrittenAnew() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let damaged = String(decoding: BlankDocument.bytes(pages: 7), as: UTF8.self)
            .replacingOccurrences(of: "startxref\n", with: "startxref\n9")
        let path = try workspace.write(damaged.utf8, to: "damaged.pdf")
        #expect(try await cells.verdict(path) == "pdf-needs-repair")
        let repaired = try await workspace.write(cells.repair(path), to: "repaired.pdf")
        #expect(try await cells.inspect(repaired).pages == 7)
        #expect(try Tool.run("qpdf", ["--check", repaired]).status == 0)
    }

    @Test("what a viewer shows and repair does not bring back is refused, not certified as a blank page")
    func repairThatChangesAPage() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        // The second revision frees the page's contents, which poppler finds all the same.
        var bytes = SamplePDF().bytes
        let previous = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
        let section = bytes.count
        let table = "xref\n0 1\n0000000004 65535 f \n4 1\n0000000000 00001 f \n"
        bytes += Array("\(table)trailer\n<< /Size 6 /Root 1 0 R /Prev \(previous) >>\n".utf8)
        bytes += Array("startxref\n\(section)\n%%EOF\n".utf8)
        let path = try workspace.write(bytes, to: "freed.pdf")
        try #require(try Tool.run("pdftotext", [path, "-"]).output.contains("Original"))
        #expect(try await cells.verdict(path) == "pdf-needs-repair")
        let fault = await #expect(throws: PDFFault.self) { try await cells.repair(path) }
        #expect(fault == .repairChangesPage(name: "freed.pdf", page: 1))
    }

    @Test func aSignedFileIsNotWrittenAnew() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let signed = String(decoding: BlankDocument.bytes(), as: UTF8.self).replacingOccurrences(
            of: "/Pages 2 0 R >>",
            with: "/Pages 2 0 R /AcroForm << /Fields [9 0 R] >> >>\nendobj\n9 0 obj\n<< /FT /Sig /T (Signature1) "
                + "/V << /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >> >>"
        )
        let path = try workspace.write(signed.utf8, to: "signed.pdf")
        #expect(try await cells.verdict(path) == "pdf-signed-and-damaged")
        let fault = await #expect(throws: PDFFault.self) { try await cells.repair(path) }
        #expect(fault?.code == "pdf-signed-and-damaged")
    }

    @Test(
        "a form that viewers draw is taken in, unless it is signed or would look different",
        arguments: [
            ("/FT /Tx /V (Filled in)", nil),
            ("/FT /Tx /V <FEFF1EE81EDE>", nil),
            // Viewers show the appearance of what they cannot draw themselves: without it nothing would be seen.
            ("", "pdf-form-drawn-by-viewers"),
            ("/FT /Sig /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>", "pdf-form-drawn-by-viewers"),
        ] as [(String, String?)])
    func aFormThatViewersDraw(field: String, code: String?) async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let path = try workspace.write(SamplePDF.drawnByViewers(field).bytes, to: "form.pdf")
        #expect(try await cells.verdict(path) == code)
    }

    @Test("a blank place is found low and to the right on the page as it is shown", arguments: [0, 90, 180, 270])
    func aBlankPlace(rotation: Int) async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        var sample = SamplePDF()
        // A frame of five centimetres around the page, and text above its middle.
        sample.objects[3] = """
            << /Type /Page /Parent 2 0 R /MediaBox [-20 -20 575 822] /Rotate \(rotation) /UserUnit 2 /Contents 4 0 R
            /Resources << /Font << /F1 5 0 R >> >> >>
            """
        sample.objects[4] = SamplePDF.stream("0 0 555 802 re S BT /F1 24 Tf 72 420 Td (Original) Tj ET")
        let path = try workspace.write(sample.bytes, to: "sample.pdf")
        let size = Size(width: 400, height: 300)
        let found = try await cells.inspect(path, blank: size)
        let place = try #require(found.blankPlace)
        let page = found.structure.lastPage.visibleSize
        // The frame's line is 20 units from each edge; 6 mm from it the place ends.
        let end = 40 + 72 / 25.4 * 6
        #expect(abs(page.width - end - place.x - size.width) < 6, "\(place) on \(page)")
        #expect(abs(page.height - end - place.y - size.height) < 6, "\(place) on \(page)")
        #expect(try await cells.inspect(path, blank: Size(width: 1000, height: 1000)).blankPlace == nil)
        #expect(try await cells.inspect(path).blankPlace == nil)
    }

    @Test func aDirectoryIsNotRead() async throws {
        let cells = try CellFixture()
        #expect(try await cells.verdict("/") == "pdf-software")
    }

    @Test func manyAtOnceGetTheirOwnAnswers() async throws {
        let workspace = try TemporaryDirectory()
        var paths: [String] = []
        for pages in 1...50 {
            paths.append(try workspace.write(BlankDocument.bytes(pages: pages), to: "\(pages).pdf"))
        }
        let cells = try CellFixture(cells: 2)
        let counts = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for (index, path) in paths.enumerated() {
                group.addTask { (index, try await cells.inspect(path).pages) }
            }
            return try await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
        }
        #expect(counts == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, $0 + 1) }))
        #expect(try await cells.processes(2).count == 2)
    }
}
