import PDF
import TestSupport
import Testing

/// A page and a signature field are appended to a file of every structure; qpdf, poppler and pyHanko judge the result.
struct RevisionTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let make: @Sendable () throws -> [UInt8]

        init(_ description: String, _ change: @escaping @Sendable (inout SamplePDF) -> Void = { _ in }) {
            testDescription = description
            make = {
                var sample = SamplePDF()
                change(&sample)
                return sample.bytes
            }
        }

        init(_ description: String, qpdf options: [String]) {
            testDescription = description
            make = { try rewritten(SamplePDF().bytes, options) }
        }
    }

    static let shapes: [Shape] = [
        Shape("table"),
        Shape("stream") { $0.crossReferences = .stream },
        Shape("object streams", qpdf: ["--object-streams=generate"]),
        Shape("linearised", qpdf: ["--linearize"]),
        Shape("linearised with object streams", qpdf: ["--linearize", "--object-streams=generate"]),
        Shape("version 1.0") { $0.header = "%PDF-1.0\n" },
        Shape("version 2.0") { $0.header = "%PDF-2.0\n" },
        Shape("no newline at the end") { $0.ending = "\n%%EOF" },
        Shape("no newline after a stream section") {
            $0.crossReferences = .stream
            $0.ending = "\n%%EOF"
        },
        Shape("carriage returns") { $0.ending = "\r%%EOF\r" },
        Shape("odd white space around startxref") { $0.gap = " \r\n\t" },
        Shape("junk after the end") { $0.ending = "\n%%EOF\n<html>junk</html>" },
        Shape("a startxref without number in the junk") { $0.ending = "\n%%EOF\nstartxref none" },
        Shape("no identifier") { $0.trailer = "/Root 1 0 R" },
        Shape("indirect identifier") {
            $0.trailer = "/Root 1 0 R /ID 6 0 R"
            $0.objects[6] = "[<0001> <0002>]"
        },
        Shape("size too small") { $0.size = 3 },
        Shape("size too large") { $0.size = 90_000 },
        Shape("kids as an object") {
            $0.objects[2] = "<< /Type /Pages /Kids 6 0 R /Count 1 >>"
            $0.objects[6] = "[3 0 R]"
        },
        Shape("wrong count") { $0.objects[2] = "<< /Type /Pages /Kids [3 0 R] /Count 7 >>" },
        Shape("nested page tree with things to inherit") {
            $0.objects[2] = "<< /Type /Pages /Kids [6 0 R] /Count 1 /Rotate 90 /MediaBox [0 0 9 9] >>"
            $0.objects[6] = "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /CropBox [1 1 2 2] >>"
        },
        Shape("a page as the root") {
            $0.objects[1] = "<< /Type /Catalog /Pages 3 0 R >>"
            $0.objects[3] = "<< /Type /Page /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"
        },
        Shape("form as an object") {
            $0.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>"
            $0.objects[6] = "<< /Fields [7 0 R] /SigFlags 1 /DA (/F1 0 Tf) >>"
            $0.objects[7] = "<< /T (old) /FT /Tx >>"
        },
        Shape("form in the catalog") {
            $0.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>"
            $0.objects[6] = "<< /T (old) /FT /Tx >>"
        },
        Shape("form and fields as objects") {
            $0.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>"
            $0.objects[6] = "<< /Fields 7 0 R >>"
            $0.objects[7] = "[8 0 R]"
            $0.objects[8] = "<< /T (old) /FT /Tx >>"
        },
        Shape("gaps between object numbers") { $0.objects[50] = "(far)" },
    ]

    @Test(arguments: shapes)
    func extends(shape: Shape) throws {
        let input = try shape.make()
        let before = try structure(of: input)
        let revision = try ExtendedSample.revision(of: before)
        let output = input + revision.bytes
        #expect(revision.offset == input.count)

        let after = try structure(of: output)
        #expect(after.pageCount == 2)
        #expect(after.fields.count == before.fields.count + 1)
        #expect(after.form.dictionary["SigFlags"] == .integer(3))
        #expect(after.form.dictionary["NeedAppearances"] == nil)
        #expect(after.crossReferenceKind == before.crossReferenceKind)
        #expect(after.lastPage.rotation == 0)
        #expect(after.lastPage.cropBox == after.lastPage.mediaBox)
        #expect(after.trailer["Root"] == before.trailer["Root"])
        let identifiers = [before, after].map { $0.trailer["ID"]?.array?.compactMap(\.bytes) ?? [] }
        #expect(identifiers[1].count == 2)
        #expect(identifiers[0].isEmpty || identifiers[0].first == identifiers[1].first)
        #expect(identifiers[0].last != identifiers[1].last)

        try expectSound(output, pages: 2)
        try ExtendedSample.expectReadable(output, extending: input)
    }

    /// Revision upon revision, as leader and clerk make them.
    @Test(arguments: [SamplePDF.CrossReferences.table, .stream])
    func extendsItsOwnRevisions(kind: SamplePDF.CrossReferences) throws {
        var sample = SamplePDF()
        sample.crossReferences = kind
        var file = sample.bytes
        for number in 2...5 {
            file += try ExtendedSample.revision(of: structure(of: file), field: "Field \(number)").bytes
            #expect(try structure(of: file).fields.count == number - 1)
        }
        try expectSound(file, pages: 5)
    }

    @Test func theSameCallsGiveTheSameBytes() throws {
        let structure = try structure(of: SamplePDF().bytes)
        #expect(try ExtendedSample.revision(of: structure).bytes == ExtendedSample.revision(of: structure).bytes)
        let other = try ExtendedSample.revision(of: structure, field: "Other").bytes
        #expect(try ExtendedSample.revision(of: structure).bytes != other)
    }

    @Test("appearances are settled: what viewers were to pass over is gone, and they are no longer asked")
    func settlesAppearances() throws {
        let sample = SamplePDF.drawnByViewers("/FT /Tx /V (Filled in)").bytes
        var revision = Revision(extending: try structure(of: sample))
        revision.settleAppearances()
        let file = sample + (try revision.serialized().bytes)
        let form = try structure(of: file).form
        #expect(form.passedOver == nil)
        #expect(form.dictionary["NeedAppearances"] == nil)
        #expect(form.dictionary["DA"] != nil)
        let widget = try reading(file) { try $0.object(PDFReference(6)) }.dictionary
        #expect(widget?["AP"] == nil)
        #expect(widget?["V"]?.text == "Filled in")
    }

    @Test(
        "usage rights go, whatever else rules over the document stays",
        arguments: [("/UR3 6 0 R", false), ("/UR 6 0 R /UR3 6 0 R /DocMDP 7 0 R", true), ("/DocMDP 7 0 R", true)])
    func dropsUsageRights(permissions: String, remain: Bool) throws {
        for indirect in [false, true] {
            var sample = SamplePDF()
            let entry = indirect ? "8 0 R" : "<< \(permissions) >>"
            sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /Perms \(entry) >>"
            sample.objects[6] = "<< /Type /Sig /Contents <00> /Reference [<< /TransformMethod /UR3 >>] >>"
            sample.objects[7] = "<< /Type /Sig /Contents <00> >>"
            sample.objects[8] = "<< \(permissions) >>"
            var revision = Revision(extending: try structure(of: sample.bytes))
            // Nobody appends nothing.
            _ = revision.add(.null)
            revision.dropUsageRights()
            let after = try structure(of: sample.bytes + (try revision.serialized().bytes))
            #expect(after.permissions.keys == (remain ? ["DocMDP"] : []))
            #expect((after.catalog["Perms"] != nil) == remain)
        }
    }

    @Test func aStreamKeepsACarriageReturnAtItsEnd() throws {
        var revision = Revision(extending: try structure(of: SamplePDF().bytes))
        for data in ["a\r", "a\n", "a\r\n", "a"] {
            let reference = try revision.addStream([:], data: Array(data.utf8), compress: false)
            let file = SamplePDF().bytes + (try revision.serialized().bytes)
            #expect(try reading(file) { try $0.rawData(of: reference) } == Array(data.utf8))
            // What stands before the end of line that belongs to the keyword (ISO 19005-2, 6.1.7.1).
            let text = String(decoding: file, as: UTF8.self)
            let ending = data.hasSuffix("\r") ? "\r\nendstream" : "\nendstream"
            #expect(text.utf8.contains((data + ending).utf8))
        }
    }

    @Test(arguments: ["\n%%EOF", "\n%%EOF\n"])
    func tellsWhereSlotsAre(ending: String) throws {
        var sample = SamplePDF()
        sample.ending = ending
        var revision = Revision(extending: try structure(of: sample.bytes))
        let (range, contents) = (Slot(id: "range", byteCount: 12), Slot(id: "contents", byteCount: 10))
        let reference = revision.add(.dictionary(["ByteRange": .slot(range), "Contents": .slot(contents)]))
        let serialized = try revision.serialized()
        var file = sample.bytes + serialized.bytes
        try fill(range, with: "[0 1 2 3456]", serialized, &file)
        try fill(contents, with: "<00112233>", serialized, &file)
        let object = try reading(file) { try $0.object(reference) }
        #expect(object.dictionary?["ByteRange"] == .array([.integer(0), .integer(1), .integer(2), .integer(3456)]))
        #expect(object.dictionary?["Contents"]?.bytes == [0, 0x11, 0x22, 0x33])
    }

    private func fill(_ slot: Slot, with text: String, _ revision: SerializedRevision, _ file: inout [UInt8]) throws {
        let place = try #require(revision.slots[slot])
        #expect(place.count == slot.byteCount)
        file.replaceSubrange(place, with: text.utf8)
    }

    @Test func refusesItsOwnMistakes() throws {
        let structure = try structure(of: SamplePDF().bytes)
        var twice = Revision(extending: structure)
        let slot = Slot(id: "one", byteCount: 4)
        _ = twice.add(.array([.slot(slot), .slot(slot)]))
        let doubled = twice
        #expect(throws: PDFFault.self) { try doubled.serialized() }
        var pageless = Revision(extending: structure)
        #expect(throws: PDFFault.self) { try pageless.appendPage([:]) }
    }
}
