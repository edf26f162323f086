import PDF
import TestSupport
import Testing

/// The revision that tests append: a page with text and an empty signature field.
enum ExtendedSample {
    static let text = "Appended"

    static func revision(of structure: DocumentStructure, field name: String = "Chữ ký") throws -> SerializedRevision {
        var revision = Revision(extending: structure)
        let page = revision.reserve()
        let content = try revision.addStream(
            [:],
            data: Array("BT /F1 24 Tf 100 700 Td (\(text)) Tj ET".utf8),
            compress: true
        )
        let font = revision.add(
            .dictionary(["Type": .name("Font"), "Subtype": .name("Type1"), "BaseFont": .name("Helvetica")])
        )
        let field = revision.add(
            .dictionary([
                "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text(name),
                "Rect": .rect([100, 100, 200, 150]), "P": .reference(page), "F": .integer(132),
            ])
        )
        try revision.appendPage(
            [
                "MediaBox": .rect([0, 0, 595.28, 841.89]), "Contents": .reference(content),
                "Resources": .dictionary(["Font": .dictionary(["F1": .reference(font)])]),
                "Annots": .array([.reference(field)]),
            ],
            as: page
        )
        revision.addFields([field], flags: [.signaturesExist, .appendOnly])
        return try revision.serialized()
    }

    /// pyHanko finds the field, and poppler the text. pyHanko is strict about cross-references unless the input itself
    /// is not up to that.
    static func expectReadable(_ bytes: [UInt8], extending input: [UInt8]) throws {
        let workspace = try TemporaryDirectory("readable")
        let path = try workspace.write(bytes, to: "file.pdf")
        let inputPath = try workspace.write(input, to: "input.pdf")
        let script = """
            import sys
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.pdf_utils.misc import PdfStrictReadError
            from pyhanko.sign.fields import enumerate_sig_fields
            strict = True
            try:
                revisions = PdfFileReader(open(sys.argv[2], 'rb')).xrefs.total_revisions
            except PdfStrictReadError:
                strict = False
            reader = PdfFileReader(open(sys.argv[1], 'rb'), strict=strict)
            assert not strict or reader.xrefs.total_revisions == revisions + 1
            print([name for name, value, field in enumerate_sig_fields(reader)])
            """
        let result = try Tool.run(Tool.python, ["-c", script, path, inputPath])
        #expect(result.output == "['Chữ ký']\n", "\(result.output) \(result.errors)")
        let shown = try Tool.run("pdftotext", ["-f", "2", path, "-"])
        #expect(shown.output.contains(text), "\(shown.errors)")
    }
}
