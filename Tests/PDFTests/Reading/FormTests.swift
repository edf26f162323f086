import PDF
import Testing

struct FormTests {
    private func sample() -> SamplePDF {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>"
        sample.objects[6] = "<< /Fields 7 0 R /SigFlags 1 >>"
        sample.objects[7] = "[8 0 R 11 0 R << /T (direct) >> 8 0 R]"
        sample.objects[8] = "<< /T <FEFF01B0> /FT /Tx /Kids [9 0 R 10 0 R] /V (inherited) >>"
        sample.objects[9] = "<< /T (own) /Parent 8 0 R /P 3 0 R /Rect [4 3 2 1] /V (mine) >>"
        sample.objects[10] = "<< /T (widgets) /Parent 8 0 R /Kids [12 0 R 8 0 R] >>"
        sample.objects[11] = "<< /T (signed) /FT /Sig /V 13 0 R /Rect [0 0 0 0] >>"
        sample.objects[12] = "<< /Parent 10 0 R /P 3 0 R /Rect [10 20 30 40] >>"
        sample.objects[13] = "<< /Type /Sig /Contents <00ff> >>"
        return sample
    }

    @Test func listsTerminalFields() throws {
        // Field 10 lists its own grandparent; that must not go on for ever.
        var sample = sample()
        sample.objects[10] = "<< /T (widgets) /Parent 8 0 R /Kids [12 0 R] >>"
        let fields = try structure(of: sample.bytes).fields
        #expect(fields.map(\.name) == ["\u{01B0}.own", "\u{01B0}.widgets", "signed"])
        #expect(fields.map(\.type) == ["Tx", "Tx", "Sig"])
        #expect(fields.map { $0.dictionary["V"]?.text } == ["mine", "inherited", nil])
        #expect(fields.map(\.page) == [0, 0, nil])
        #expect(fields[0].rectangle?.corners == [2, 1, 4, 3])
        #expect(fields[1].rectangle?.corners == [10, 20, 30, 40])
        #expect(fields[1].widgets == [PDFReference(12)])
        #expect(fields[2].value == ["Type": .name("Sig"), "Contents": .hexString([0, 255])])
        #expect(fields[2].valueReference == PDFReference(13))
    }

    @Test func survivesCycles() throws {
        let fields = try structure(of: sample().bytes).fields
        #expect(fields.contains { $0.name == "signed" })
    }

    @Test func knowsWhereTheFormLives() throws {
        var sample = sample()
        #expect(try structure(of: sample.bytes).form.place == .object(PDFReference(6)))
        #expect(try structure(of: sample.bytes).form.fieldsReference == PDFReference(7))
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [11 0 R] /XFA (x) >> >>"
        let form = try structure(of: sample.bytes).form
        #expect(form.place == .inCatalog)
        #expect(form.fields.count == 1)
        #expect(try structure(of: SamplePDF().bytes).form.place == .absent)
    }

    /// Appearances count as passed over only where the form says so, be it in an object of its own.
    @Test func findsAppearancesThatViewersPassOver() throws {
        var sample = sample()
        sample.objects[10] = "<< /T (widgets) /Parent 8 0 R /Kids [12 0 R 15 0 R] >>"
        sample.objects[12] = "<< /Parent 10 0 R /Rect [10 20 30 40] /AP << /N 14 0 R >> >>"
        sample.objects[14] = SamplePDF.stream("", entries: "/Subtype /Form /BBox [0 0 1 1]")
        // Without a name, and with its widget and its own parent below it.
        sample.objects[15] = "<< /Parent 10 0 R /Kids [17 0 R 10 0 R] >>"
        sample.objects[17] = "<< /Rect [10 20 30 40] /AP << /N 14 0 R >> >>"
        #expect(try structure(of: sample.bytes).form.passedOver == nil)
        sample.objects[6] = "<< /Fields 7 0 R /NeedAppearances 16 0 R >>"
        sample.objects[16] = "true"
        let passedOver = try structure(of: sample.bytes).form.passedOver
        #expect(passedOver?.keys.map(\.number).sorted() == [12, 17])
        #expect(passedOver?[PDFReference(12)]?["Parent"] == .reference(PDFReference(10)))
        sample.objects[16] = "false"
        #expect(try structure(of: sample.bytes).form.passedOver == nil)
    }

    /// Against the rules, but viewers show them: a name must not be given twice, a signature must not be overlooked.
    @Test func findsFieldsThatTheFormDoesNotList() throws {
        var sample = sample()
        sample.objects[3] =
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [12 0 R 14 0 R 16 0 R 17 0 R] >>"
        sample.objects[14] = "<< /Subtype /Widget /T (stray) /FT /Sig /V 13 0 R /P 3 0 R /Rect [1 2 3 4] >>"
        sample.objects[15] = "<< /T (above) /FT /Tx /Kids [16 0 R] /Parent 15 0 R >>"
        sample.objects[16] = "<< /Subtype /Widget /Parent 15 0 R /Rect [1 2 3 4] >>"
        sample.objects[17] = "<< /Subtype /Link /T (no field) >>"
        let form = try structure(of: sample.bytes).form
        let stray = try #require(form.fields.first { $0.name == "stray" })
        #expect(stray.holdsSignature)
        #expect(stray.page == 0)
        #expect(form.rootNames.isSuperset(of: ["stray", "direct", "signed"]))
        #expect(!form.rootNames.contains("no field"))
        #expect(form.fields.contains { $0.name.hasSuffix("above") && $0.reference == PDFReference(15) })
    }
}
