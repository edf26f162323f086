import PDF
import TestSupport
import Testing

/// Damage that qpdf can mend is told from damage that it cannot.
struct RepairTests {
    @Test(arguments: ["\nstartxref", " 00000 n", "xref\n0"])
    func mendsWhatCanBeMended(damaged: String) throws {
        let text = String(decoding: SamplePDF().bytes, as: UTF8.self)
        let bytes = Array(text.replacing(damaged, with: String(repeating: "#", count: damaged.utf8.count)).utf8)
        #expect(refusal(of: bytes) == "pdf-needs-repair")

        let mended = try bytes.withUnsafeBytes { try DocumentRepair.rewrite($0, name: "sample.pdf") }
        #expect(try structure(of: mended).pageCount == 1)
        try expectSound(mended, pages: 1)
    }

    @Test func mendsMissingSize() throws {
        let text = String(decoding: SamplePDF().bytes, as: UTF8.self)
        let bytes = Array(text.replacing("/Size", with: "/Siqe").utf8)
        #expect(refusal(of: bytes) == "pdf-needs-repair")
        let mended = try bytes.withUnsafeBytes { try DocumentRepair.rewrite($0, name: "sample.pdf") }
        #expect(try structure(of: mended).pageCount == 1)
    }

    /// A page that cannot be read is not passed over as if it were not there.
    @Test func noticesPagesThatAreNotWhereTheyShouldBe() throws {
        var sample = SamplePDF()
        sample.objects[2] = "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
        sample.objects[6] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
        let text = String(decoding: sample.bytes, as: UTF8.self)
        #expect(refusal(of: Array(text.replacing("6 0 obj", with: "9 0 obj").utf8))?.hasPrefix("pdf-") == true)
    }

    /// qpdf's own recovery finds no document without a trailer.
    @Test(arguments: ["trailer", "/Root 1 0 R /ID [", "startxref"])
    func mendsWhatHasNoUsableTrailer(damaged: String) throws {
        let text = String(decoding: SamplePDF().bytes, as: UTF8.self)
        var bytes = Array(text.replacing(damaged, with: String(repeating: "#", count: damaged.utf8.count)).utf8)
        if damaged == "startxref" {
            bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("xref", with: "####").utf8)
        }
        #expect(refusal(of: bytes) == "pdf-needs-repair")
        try expectMended(bytes)
    }

    /// Everything but streams is in object streams, and nothing leads there any more.
    @Test func mendsBrokenCrossReferenceStreams() throws {
        let packed = try rewritten(SamplePDF().bytes, ["--object-streams=generate"])
        let section = try structure(of: packed).lastCrossReferenceOffset
        var bytes = packed
        for index in section..<section + 12 { bytes[index] = UInt8(ascii: "#") }
        #expect(refusal(of: bytes) == "pdf-needs-repair")
        try expectMended(bytes)
    }

    @Test(arguments: [
        "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>", "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
    ])
    func mendsCyclesOfPages(root: String) throws {
        var sample = SamplePDF()
        sample.objects[6] = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"
        sample.objects[2] = root
        #expect(refusal(of: sample.bytes) == "pdf-needs-repair")
        try expectMended(sample.bytes)
    }

    @Test(arguments: [
        (1, "<< /Type /Catalog /Pages << /Type /Pages /Kids [3 0 R] /Count 1 >> >>"),
        (
            2,
            "<< /Type /Pages /Kids [<< /Type /Page /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>] /Count 1 >>"
        ),
    ])
    func mendsPagesThatAreNoObjectsOfTheirOwn(number: Int, body: String) throws {
        var sample = SamplePDF()
        sample.objects[number] = body
        #expect(refusal(of: sample.bytes) == "pdf-needs-repair")
        try expectMended(sample.bytes)
    }

    @Test func encryptionOutlivesTheTrailer() throws {
        let encrypted = try rewritten(SamplePDF().bytes, ["--allow-weak-crypto", "--encrypt", "", "o", "128", "--"])
        let text = String(String.UnicodeScalarView(encrypted.map { Unicode.Scalar($0) }))
        let bytes = Array(
            text.replacing("/Root", with: "/R##t").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        #expect(refusal(of: bytes) == "pdf-encrypted")
    }

    /// A signature counts even if nothing leads to it.
    @Test func leavesSignedFilesAlone() {
        var sample = SamplePDF()
        sample.objects[6] = "[<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>]"
        let text = String(decoding: sample.bytes, as: UTF8.self)
        #expect(refusal(of: Array(text.replacing("startxref", with: "########f").utf8)) == "pdf-signed-and-damaged")
    }

    private func expectMended(_ bytes: [UInt8]) throws {
        let mended = try bytes.withUnsafeBytes { try DocumentRepair.rewrite($0, name: "sample.pdf") }
        #expect(try structure(of: mended).pageCount == 1)
        try expectSound(mended, pages: 1)
        let workspace = try TemporaryDirectory("mended")
        let path = try workspace.write(mended, to: "mended.pdf")
        #expect(try Tool.run("pdftotext", [path, "-"]).output.contains("Original"))
    }
}
