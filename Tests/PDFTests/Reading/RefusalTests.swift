import Faults
import PDF
import TestSupport
import Testing

/// Each way of being no use has its own code.
struct RefusalTests {
    @Test(arguments: [
        ("empty-file", ""),
        ("not-a-pdf", "Kính gửi: UBND xã\n"),
        ("not-a-pdf", "%!PS-Adobe-3.0\n"),
        ("pdf-beyond-repair", "%PDF-1.4\nnothing else\n%%EOF\n"),
        ("pdf-beyond-repair", "%PDF-1.4\n1 0 obj\n(no trailer)\nendobj\nstartxref\n9\n%%EOF\n"),
    ])
    func refusesWhatIsNoDocument(code: String, text: String) {
        #expect(refusal(of: Array(text.utf8)) == code)
    }

    @Test func refusesJunkBeforeTheHeader() {
        #expect(refusal(of: Array("\n".utf8) + SamplePDF().bytes) == "not-a-pdf")
    }

    @Test(arguments: [
        ["--encrypt", "secret", "owner", "256", "--"],
        ["--encrypt", "", "owner", "256", "--"],
        ["--encrypt", "", "owner", "128", "--use-aes=y", "--"],
        ["--allow-weak-crypto", "--encrypt", "", "", "40", "--"],
    ])
    func refusesEncryption(options: [String]) throws {
        let encrypted = try rewritten(SamplePDF().bytes, options)
        #expect(refusal(of: encrypted) == "pdf-encrypted")
    }

    @Test func refusesUnknownEncryptionAsEncryption() {
        var sample = SamplePDF()
        sample.trailer += " /Encrypt << /Filter /Unheard.Of /V 9 >>"
        #expect(refusal(of: sample.bytes) == "pdf-encrypted")
    }

    @Test(arguments: ["[]", "[null]", "[7 0 R]"])
    func refusesDocumentsWithoutPages(kids: String) {
        var sample = SamplePDF()
        sample.objects[2] = "<< /Type /Pages /Kids \(kids) /Count 0 >>"
        #expect(refusal(of: sample.bytes) == "pdf-no-pages")
    }

    @Test func refusesCyclesOfPages() {
        var sample = SamplePDF()
        sample.objects[6] = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"
        sample.objects[2] = "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
        #expect(refusal(of: sample.bytes)?.hasPrefix("pdf-") == true)
    }

    @Test func refusesPagesWrittenIntoTheCatalog() {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages << /Type /Pages /Kids [3 0 R] /Count 1 >> >>"
        #expect(refusal(of: sample.bytes) == "pdf-unsupported-structure")
    }

    /// Wherever the transfer broke off before the last cross-reference section was complete.
    @Test(arguments: [0.2, 0.5, 0.7])
    func refusesTruncation(part: Double) {
        let whole = SamplePDF().bytes
        #expect(refusal(of: Array(whole.prefix(Int(Double(whole.count) * part)))) == "pdf-truncated")
    }

    @Test func refusesTruncationOfALaterRevision() throws {
        let whole = SamplePDF().bytes
        var revision = Revision(extending: try structure(of: whole))
        _ = try revision.addStream([:], data: Array(repeating: 65, count: 4000), compress: false)
        let later = whole + (try revision.serialized().bytes)
        #expect(refusal(of: Array(later.dropLast(400))) == "pdf-truncated")
    }

    @Test func faultsNameTheFileInBothLanguages() {
        let fault = #expect(throws: PDFFault.self) { try structure(of: [1, 2, 3]) }
        #expect(fault?.message.vietnamese.contains("sample.pdf") == true)
        #expect(fault?.message.english.contains("sample.pdf") == true)
        #expect(fault?.exitCode == .data)
    }
}

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
}
