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
