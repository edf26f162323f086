import PDF
import TestSupport
import Testing

/// Files whose own cross-reference sections make strict readers give them up are extended by one that replaces those.
struct SectionThatStandsAloneTests {
    @Test("a hybrid file is none any more; its bytes and objects stay")
    func hybrid() throws {
        let input = Self.hybridFile
        let before = try structure(of: input)
        #expect(before.form.fields.map(\.name) == ["hidden"])
        let output = input + (try ExtendedSample.revision(of: before).bytes)
        #expect(try strictReading(of: input) == "hybrid True, missing [], revisions 2")
        #expect(try strictReading(of: output) == "hybrid False, missing [], revisions 1")
        #expect(try structure(of: output).form.fields.map(\.name) == ["hidden", "Chữ ký"])
        try expectSoundAndExtensible(output)
    }

    @Test("what is referred to and is nowhere is said to be null", arguments: ["", "free", "stream", "form"])
    func missing(shape: String) throws {
        var sample = SamplePDF()
        sample.objects[3] =
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [99 0 R] /Tabs [6 0 R] /Contents 4 0 R "
            + "/Resources << /Font << /F1 5 0 R >> >> >>"
        sample.trailer += " /Info 88 0 R /Vendor 77 0 R"
        // Its table calls object 6 free: a strict reader allows no reuse of the number but in a table of its own.
        if shape == "free" { sample.objects[7] = "(beyond)" }
        if shape == "form" { sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 66 0 R >>" }
        if shape == "stream" { sample.crossReferences = .stream }
        let output = sample.bytes + (try ExtendedSample.revision(of: structure(of: sample.bytes)).bytes)
        #expect(try strictReading(of: output) == "hybrid False, missing [], revisions 1")
        let kind: DocumentStructure.CrossReferenceKind = shape == "stream" ? .stream : .table
        #expect(try structure(of: output).crossReferenceKind == kind)
        try expectSoundAndExtensible(output)
    }

    @Test("where a signature is, the next section names the last one")
    func signed() throws {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> /Odd 99 0 R >>"
        sample.objects[6] = "<< /FT /Sig /T (signed) /V << /Type /Sig >> >>"
        #expect(try structure(of: sample.bytes).inventory == nil)
        sample.objects[6] = "<< /FT /Sig /T (unsigned) >>"
        #expect(try structure(of: sample.bytes).inventory != nil)
    }

    @Test("too many references to nothing, or to another generation, are a flaw", arguments: [true, false])
    func flaw(isMany: Bool) throws {
        var sample = SamplePDF()
        let references = isMany ? (100...10_100).map { "\($0) 0 R" }.joined(separator: " ") : "5 3 R"
        sample.objects[6] = "[\(references)]"
        #expect(try structure(of: sample.bytes).flaw != nil)
        let mended = try sample.bytes.withUnsafeBytes { try DocumentRepair.rewrite($0, name: "sample.pdf") }
        #expect(try structure(of: mended).flaw == nil)
    }

    private func expectSoundAndExtensible(_ file: [UInt8]) throws {
        try expectSound(file, pages: 2)
        try expectSound(file + (try ExtendedSample.revision(of: structure(of: file), field: "second").bytes), pages: 3)
    }

    /// What pyHanko says when it is strict and looks up everything that the document leads to.
    private func strictReading(of bytes: [UInt8]) throws -> String {
        let workspace = try TemporaryDirectory("strict")
        let path = try workspace.write(bytes, to: "file.pdf")
        let script = """
            import sys
            from pyhanko.pdf_utils import generic
            from pyhanko.pdf_utils.reader import PdfFileReader
            reader = PdfFileReader(open(sys.argv[1], 'rb'))
            seen, missing = set(), []
            def visit(item):
                if isinstance(item, generic.IndirectObject):
                    if item.reference in seen:
                        return
                    seen.add(item.reference)
                    try:
                        item = reader.get_object(item.reference)
                    except Exception:
                        missing.append(item.idnum)
                for part in item.values() if isinstance(item, dict) else item if isinstance(item, list) else []:
                    visit(part)
            visit(reader.trailer.flatten())
            print(f'hybrid {reader.xrefs.hybrid_xrefs_present}, missing {sorted(missing)}, '
                f'revisions {reader.xrefs.total_revisions}')
            """
        let result = try Tool.run(Tool.python, ["-c", script, path])
        return result.output.isEmpty ? result.errors : String(result.output.dropLast())
    }

    /// A table whose second revision hides a form's field in an object stream (ISO 32000-1, 7.5.8.4).
    private static var hybridFile: [UInt8] {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [8 0 R] >> >>"
        sample.objects[6] = "(six)"
        var bytes = sample.bytes
        let previous = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
        let container = bytes.count
        let content = "8 0 << /FT /Tx /T (hidden) >>"
        bytes += Array("7 0 obj\n\(SamplePDF.stream(content, entries: "/Type /ObjStm /N 1 /First 4 "))\nendobj\n".utf8)
        let hidden = bytes.count
        bytes += Array("9 0 obj\n<< /Type /XRef /W [1 2 1] /Index [8 1] /Size 10 /Length 4 >>\nstream\n".utf8)
        bytes += [2, 0, 7, 0] + Array("\nendstream\nendobj\n".utf8)
        let section = bytes.count
        func line(_ offset: Int) -> String { String(String(10_000_000_000 + offset).dropFirst()) + " 00000 n \n" }
        let table = "xref\n7 3\n\(line(container))0000000000 65535 f \n\(line(hidden))"
        let trailer = "<< /Size 10 /Root 1 0 R /Prev \(previous) /XRefStm \(hidden) >>"
        return bytes + Array("\(table)trailer\n\(trailer)\nstartxref\n\(section)\n%%EOF\n".utf8)
    }
}
