import Foundation
import TestSupport
import Testing

/// What the seal closes: filling in is allowed until then, and no more.
@Suite(.blocking) struct SealLockTests {
    /// A form with one text field, not filled in.
    private static let form: [UInt8] = {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /DA (/Helv 0 Tf) >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (HoTen) /Rect [50 700 300 720] /P 3 0 R /DA (/Helv 9 Tf) >>",
        ]
        var text = "%PDF-1.7\n"
        var table = "xref\n0 5\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let digits = String(text.utf8.count)
            table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        return Array((text + table + "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n\(text.utf8.count)\n%%EOF\n").utf8)
    }()

    private static let fill = """
        import sys
        from pyhanko.pdf_utils import generic
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        source, target, name = sys.argv[1:]
        with open(source, 'rb') as file:
            out = IncrementalPdfFileWriter(file)
            fields = [reference.get_object() for reference in out.root['/AcroForm']['/Fields']]
            field = next(field for field in fields if field.get('/T') == name)
            field['/V'] = generic.TextStringObject('999')
            out.update_container(field)
            with open(target, 'wb') as result:
                out.write(result)
        """

    @Test("Nobody fills in a sealed copy, neither number nor the original's form", arguments: ["ChungThucSo", "HoTen"])
    func closed(_ field: String) async throws {
        let office = try OfficeFixture()
        let code = try office.submit(Self.form)
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let copy = office.path(try await office.delivery(of: code))
        try office.run("verify", copy).requireSuccess()

        let forged = office.outside("forged.pdf")
        try Tool.run(Tool.python, ["-c", Self.fill, copy, forged, field]).requireSuccess()
        let verified = try office.run("verify", "--json", forged)
        #expect(verified.status == 65)
        #expect(verified.output.contains("locked-field"), "\(verified.output)")
        let judged = try #require(try SignatureJudge.pyHanko([forged], root: office.root).first)
        // The leader signs what is yet to be filled in.
        #expect(judged.map(\.bottomLine) == [true, false], "\(judged)")
    }
    /// The field stays as it is, and so does its value; what it shows is another number.
    private static let redraw = """
        import sys
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        source, target, name = sys.argv[1:]
        with open(source, 'rb') as file:
            out = IncrementalPdfFileWriter(file)
            fields = [reference.get_object() for reference in out.root['/AcroForm']['/Fields']]
            field = next(field for field in fields if field.get('/T') == name)
            reference = field['/AP'].raw_get('/N')
            shown = reference.get_object()
            shown._data, shown._encoded_data = b'0 0 99 9 re f', None
            out.mark_update(reference)
            with open(target, 'wb') as result:
                out.write(result)
        """

    @Test("Nobody draws a sealed copy's number anew where it stands")
    func drawn() async throws {
        let office = try OfficeFixture()
        let code = try office.submit(Self.form)
        try office.run("sign", code).requireSuccess()
        try office.run("stamp", code).requireSuccess()
        let copy = office.path(try await office.delivery(of: code))
        let forged = office.outside("forged.pdf")
        try Tool.run(Tool.python, ["-c", Self.redraw, copy, forged, "ChungThucSo"]).requireSuccess()
        #expect(try office.run("verify", "--json", forged).status == 65)
        let judged = try #require(try SignatureJudge.pyHanko([forged], root: office.root).first)
        #expect(judged.map(\.bottomLine) == [true, false], "\(judged)")
    }
}
