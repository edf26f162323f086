import Foundation
import PDF
import TestSupport
import Testing

struct StructureTests {
    @Test func crossesProcessesUnchanged() throws {
        var sample = SamplePDF()
        sample.trailer += " /Info << /Title <FEFF1EDD> /Odd#20Name (a\\)\\\\\\000\\377) >>"
        let structure = try structure(of: sample.bytes)
        let travelled = try JSONDecoder().decode(DocumentStructure.self, from: JSONEncoder().encode(structure))
        #expect(travelled == structure)
        #expect(structure.trailer["Info"]?.dictionary?["Title"]?.text == "\u{1EDD}")
    }

    @Test func findsTheLastSection() throws {
        for (kind, expected) in [(SamplePDF.CrossReferences.table, "table"), (.stream, "stream")] {
            var sample = SamplePDF()
            sample.crossReferences = kind
            for (gap, ending) in [("\n", "\n%%EOF\n"), (" \r\n ", "\r%%EOF"), ("\n", "\n%%EOF\n" + junk(900))] {
                (sample.gap, sample.ending) = (gap, ending)
                let bytes = sample.bytes
                let structure = try structure(of: bytes)
                #expect(structure.crossReferenceKind.rawValue == expected)
                let tail = String(decoding: bytes[structure.lastCrossReferenceOffset...].prefix(7), as: UTF8.self)
                #expect(tail.hasPrefix(kind == .table ? "xref\n" : "6 0 obj"))
            }
        }
    }

    private func junk(_ count: Int) -> String { String(repeating: "junk\n", count: count / 5) }

    @Test(arguments: [2, 3, 500, 2_000_000_000])
    func numbersNewObjectsBeyondAllOthers(declaredSize: Int) throws {
        var sample = SamplePDF()
        sample.size = declaredSize
        let next = try structure(of: sample.bytes).nextObjectNumber
        #expect(next == (declaredSize == 500 ? 500 : 6))
    }

    @Test func carriesOnlyWhatTheNextTrailerMaySay() throws {
        var sample = SamplePDF()
        sample.trailer += " /Vendor#3A1 (kept)"
        sample.crossReferences = .stream
        let trailer = try structure(of: sample.bytes).trailer
        #expect(Set(trailer.keys) == ["Root", "ID", "Vendor:1"])
    }

    @Test func inheritsPageAttributes() throws {
        var sample = SamplePDF()
        sample.objects[2] =
            "<< /Type /Pages /Kids [3 0 R] /Count 9 /Rotate -90 /MediaBox [600 842 10 20] /CropBox 6 0 R >>"
        sample.objects[3] = "<< /Type /Page /Parent 2 0 R /UserUnit 2.5 >>"
        sample.objects[6] = "[0 100 300 7 0 R]"
        sample.objects[7] = "400."
        let structure = try structure(of: sample.bytes)
        #expect(structure.pageCount == 1)
        let page = structure.lastPage
        #expect(page.mediaBox.corners == [10, 20, 600, 842])
        #expect(page.cropBox.corners == [10, 100, 300, 400])
        #expect(page.rotation == 270)
        #expect(page.userUnit == 2.5)
        #expect(page.reference == PDFReference(3))
        let same = try reading(sample.bytes) { try $0.page(at: 0, of: structure) }
        #expect(same == page)
        let none = try reading(sample.bytes) { try $0.page(at: 1, of: structure) }
        #expect(none == nil)
    }

    @Test(arguments: ["1" + String(repeating: "0", count: 300) + ".", "-9223372036854775808", "45", "(x)", "[90]"])
    func takesAbsurdRotationForNone(rotation: String) throws {
        var sample = SamplePDF()
        sample.objects[3] = "<< /Type /Page /Parent 2 0 R /Rotate \(rotation) /MediaBox [0 0 \(rotation) 1e5] >>"
        let page = try structure(of: sample.bytes).lastPage
        #expect(page.rotation == 0)
        #expect(page.mediaBox == .letter)
        #expect(page.userUnit == 1)
    }

    @Test func readsClaims() throws {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R /MarkInfo << /Marked true >> >>"
        for (xmp, claim) in [
            ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", "2b"),
            ("<rdf:Description pdfaid:part=\"1\" pdfaid:conformance='A'/>", "1a"),
            ("<pdfaid:part>4</pdfaid:part>", "4"), ("", nil),
        ] {
            sample.objects[6] = SamplePDF.stream("<rdf:RDF>\(xmp)</rdf:RDF>", entries: "/Type /Metadata ")
            let structure = try structure(of: sample.bytes)
            #expect(structure.claimedPDFA == claim)
            #expect(structure.isTagged)
            #expect(!structure.isLinearized)
        }
        #expect(try self.linearized().isLinearized)
    }

    @Test func numbersNewObjectsBeyondWhatIsReferredTo() throws {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /Dangling [<< /A 70 0 R >> 99999999 0 R] >>"
        #expect(try structure(of: sample.bytes).nextObjectNumber == 71)
    }

    @Test func tellsMetadataThatValidatorsRefuse() throws {
        var sample = SamplePDF()
        func metadata(_ packet: String, entry: String = "6 0 R") throws -> DocumentMetadata {
            sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /Metadata \(entry) >>"
            sample.objects[6] = SamplePDF.stream(packet, entries: "/Type /Metadata ")
            return try structure(of: sample.bytes).metadata
        }
        let (head, rdf, tail) = ("<?xpacket begin=''?>", "<rdf:RDF><a/></rdf:RDF>", "<?xpacket end='w'?>")
        let wrapped = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\(rdf)</x:xmpmeta>"
        #expect(try metadata(head + wrapped + tail) == .sound)
        #expect(try metadata(head + rdf + tail) == .bare(wrapped: Array((head + wrapped + tail).utf8)))
        #expect(try metadata("not XML") == .unusable)
        #expect(try metadata("", entry: "3 0 R") == .unusable)
        #expect(try metadata("", entry: "(text)") == .unusable)
        #expect(try metadata("", entry: "null") == .sound)
    }

    @Test(arguments: ["[1 0 R]", "<< /Way [3 0 R] >>", "88 0 R", "[88 0 R]"])
    func endsTrailerEntriesThatLeadToPagesOrNowhere(entry: String) throws {
        var sample = SamplePDF()
        sample.objects[6] = "(harmless)"
        sample.trailer += " /Vendor \(entry) /Other 6 0 R"
        let trailer = try structure(of: sample.bytes).trailer
        #expect(trailer["Vendor"] == .null)
        #expect(trailer["Other"] == .reference(PDFReference(6)))
        #expect(try JSONDecoder().decode(PDFDictionary.self, from: JSONEncoder().encode(trailer)) == trailer)
    }

    /// What viewers pass over, strict validators do not.
    @Test(arguments: [
        ("/Kids [3 0 R]", "/Kids [3 0 R 3 0 R]"), ("(plain)", "(brother)"),
        ("[6 0 R 7 0 R]", "[6 0 R << /T (x) >>]"), ("[6 0 R 7 0 R]", "[6 0 R 7 0 R 7 0 R]"),
    ])
    func namesFlaws(sound: String, flawed: String) throws {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] >> >>"
        sample.objects[6] = "<< /FT /Tx /T (plain) >>"
        sample.objects[7] = "<< /FT /Tx /T (brother) >>"
        #expect(try structure(of: sample.bytes).flaw == nil)
        sample.objects = sample.objects.mapValues { $0.replacing(sound, with: flawed) }
        #expect(try structure(of: sample.bytes).flaw != nil)
        try expectNoFlaw(sample.bytes)
    }

    @Test("an object stream that does not have the place an entry names, or that is none")
    func namesMisplacedObjects() throws {
        let content = "8 0 (only)"
        func file(index: UInt8, stream: UInt8) -> [UInt8] {
            var sample = SamplePDF()
            sample.objects[7] = SamplePDF.stream(content, entries: "/Type /ObjStm /N 1 /First 4 ")
            var bytes = sample.bytes
            let previous = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
            let section = bytes.count
            let entries = "/Type /XRef /W [1 1 1] /Index [8 1] /Size 10 /Length 3 /Root 1 0 R /Prev \(previous)"
            bytes += Array("9 0 obj\n<< \(entries) >>\nstream\n".utf8) + [2, stream, index]
            return bytes + Array("\nendstream\nendobj\nstartxref\n\(section)\n%%EOF\n".utf8)
        }
        #expect(try structure(of: file(index: 0, stream: 7)).flaw == nil)
        #expect(try structure(of: file(index: 1, stream: 7)).flaw != nil)
        try expectNoFlaw(file(index: 1, stream: 7))
        #expect(refusal(of: file(index: 0, stream: 5)) == "pdf-needs-repair")
    }

    @Test func mendsNumberSignsInNames() throws {
        var sample = SamplePDF()
        sample.objects[6] = "<< /Odd#Name [/A# /B#23C] /Kept#20Name 1 >>"
        #expect(try structure(of: sample.bytes).warning != nil)
        let mended = try sample.bytes.withUnsafeBytes { try DocumentRepair.rewrite($0, name: "sample.pdf") }
        #expect(try structure(of: mended).warning == nil)
    }

    @Test func namesTablesWhoseLinesAreTooShort() throws {
        let text = String(decoding: SamplePDF().bytes, as: UTF8.self).replacing(" n \n", with: " n\n")
        #expect(try structure(of: Array(text.utf8)).flaw != nil)
        try expectNoFlaw(Array(text.utf8))
    }

    private func expectNoFlaw(_ bytes: [UInt8]) throws {
        let mended = try bytes.withUnsafeBytes { try DocumentRepair.rewrite($0, name: "sample.pdf") }
        let structure = try structure(of: mended)
        #expect(structure.flaw == nil)
        #expect(structure.pageCount >= 1)
    }

    private func linearized() throws -> DocumentStructure {
        try structure(of: rewritten(SamplePDF().bytes, ["--linearize"]))
    }

    @Test func boundsWhatItDecodes() throws {
        let bytes = SamplePDF().bytes
        var revision = Revision(extending: try structure(of: bytes))
        let bomb = try revision.addStream([:], data: Array(repeating: 0, count: 3_000_000), compress: true)
        let file = bytes + (try revision.serialized().bytes)
        let decoded = try reading(file) { try $0.decodedData(of: bomb, limit: 3_000_000) }
        #expect(decoded.count == 3_000_000)
        #expect(throws: PDFFault.self) {
            try reading(file) { try $0.decodedData(of: bomb, limit: 2_999_999) }
        }
        let raw = try reading(file) { try $0.rawData(of: bomb) }
        #expect(raw.count < 10_000)
    }

    @Test func followsReferences() throws {
        let bytes = SamplePDF().bytes
        let reachable = try reading(bytes) { try $0.reachable(from: [PDFReference(3)]) }
        #expect(reachable.map(\.number) == [3, 4, 2, 5])
        let all = try reading(bytes) { try $0.references() }
        #expect(all.map(\.number) == [1, 2, 3, 4, 5])
        let nothing = try reading(bytes) { try $0.resolve(.reference(PDFReference(99))) }
        #expect(nothing == .null)
        let stream = try reading(bytes) { try $0.indirectObject(PDFReference(4)) }
        #expect(stream == .stream(["Length": .integer(39)]))
    }
}
