import PDF
import TestSupport
import Testing

struct ObjectSyntaxTests {
    private static let values: [PDFObject] = [
        .null, .boolean(true), .integer(-7), .integer(.max), .real("-.5"), .real("4."), .real("99999999999999999999"),
        .string(Array(0...255)), .string(Array("((\\)".utf8)), .string([]), .hexString(Array(0...255)), .hexString([]),
        .name(PDFName(Array(1...255))), .name(""), .name("A#B C/D"), .array([]), .dictionary([:]),
        .reference(PDFReference(7, 65535)),
        .array([.integer(1), .integer(0), .name("R"), .integer(2), .reference(PDFReference(3))]),
        .dictionary([
            "": .string([13, 10]), "Chữ ký": .text("Nguyễn Văn A"),
            "Nested": .array([.dictionary(["R": .reference(PDFReference(1)), "N": .array([.null, .null])])]),
        ]),
    ]

    @Test(arguments: values)
    func comesBackAsWritten(value: PDFObject) throws {
        var writer = ObjectWriter()
        writer.write(value)
        #expect(writer.bytes.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(try PDFObject(parsing: writer.bytes) == value)
    }

    /// pyHanko reads from a file of ours what we meant.
    @Test func othersReadTheSame() throws {
        var revision = Revision(extending: try structure(of: SamplePDF().bytes))
        let name = PDFName(Array(1...255))
        let reference = revision.add(
            .dictionary([
                "S": .string(Array(0...255)), "H": .hexString(Array(0...255)), "N": .name(name),
                "T": .text("Số chứng thực: 12/ĐT"), "D": .number(-0.125), "W": .number(3),
            ])
        )
        let workspace = try TemporaryDirectory("objects")
        let path = try workspace.write(SamplePDF().bytes + (try revision.serialized().bytes), to: "file.pdf")
        let script = """
            import sys
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.pdf_utils.generic import Reference
            d = PdfFileReader(open(sys.argv[1], 'rb')).get_object(Reference(int(sys.argv[2]), 0))
            raw = lambda s: getattr(s, 'original_bytes', s)
            assert raw(d['/S']) == bytes(range(256)), d['/S']
            assert raw(d['/H']) == bytes(range(256)), d['/H']
            print(str(d['/T']), float(d['/D']), int(d['/W']), sep='|')
            """
        let result = try Tool.run(Tool.python, ["-c", script, path, String(reference.number)])
        #expect(result.output == "Số chứng thực: 12/ĐT|-0.125|3\n", "\(result.errors)")
        // pyHanko decodes names as text; qpdf keeps their bytes.
        let shown = try Tool.run("qpdf", ["--show-object=\(reference.number)", path])
        #expect(try PDFObject(parsing: shown.output).dictionary?["N"]?.name == name)
    }

    @Test(arguments: [
        ("(a\\\r\nb\rc\\53\\0053\\q)", PDFObject.string(Array("ab\nc+\u{05}3q".utf8))),
        ("<4 1\n7>", .hexString([0x41, 0x70])),
        ("[1 0 R/A(x)<00>]", .array([.reference(PDFReference(1)), .name("A"), .string([0x78]), .hexString([0])])),
        ("<< /A 1 /A 2 /B null >>", .dictionary(["A": .integer(2), "B": .null])),
        ("% comment\n /#41#zz", .name("A#zz")),
        ("[1 0 RG]", nil), ("<<", nil), ("(", nil), ("<0g>", nil), ("[", nil), ("]", nil), ("1 2", nil), ("", nil),
        ("<</A>>", nil), ("<< 1 2 >>", nil), ("\u{0}", nil), ("endobj", nil),
        (String(repeating: "[", count: 100_000), nil),
    ])
    func readsOrRefuses(text: String, expected: PDFObject?) {
        guard let expected else {
            #expect(throws: PDFSyntaxError.self) { try PDFObject(parsing: text) }
            return
        }
        #expect((try? PDFObject(parsing: text)) == expected)
    }

    @Test func decodesText() {
        #expect(PDFObject.string([0xEF, 0xBB, 0xBF, 0xC4, 0x90]).text == "Đ")
        #expect(PDFObject.string([0x80, 0xA0, 0xE9]).text == "•€é")
        #expect(PDFObject.string([0xFE, 0xFF, 0x1E, 0xA1, 0x00]).text == "ạ")
        #expect(PDFObject.text("Ký").text == "Ký")
        #expect(PDFObject.integer(1).text == nil)
    }

    @Test(arguments: [0, 951_782_400, 1_795_401_000, -86_401, 4_102_444_799])
    func datesAreThoseOfTheCalendar(unixTime: Int) throws {
        let format = "+D:%Y%m%d%H%M%S+07'00'"
        let date = try Tool.run("date", ["-d", "@\(unixTime)", format], environment: ["TZ": "UTC-7"])
        let expected = date.output.dropLast()
        #expect(PDFObject.date(unixTime: unixTime, utcOffset: 7 * 3600).text == String(expected))
    }

    @Test func datesKeepWesternOffsets() {
        #expect(PDFObject.date(unixTime: 0, utcOffset: -12_600).text == "D:19691231203000-03'30'")
    }

    @Test(arguments: [
        (595.28, "595.28"), (-0.5, "-0.5"), (0.000001, "0"), (-12, "-12"), (1.0 / 3, "0.33333"), (.nan, "0"),
        (1e300, "0"), (99_999.999999, "100000"), (-0.000001, "0"), (-0.00001, "-0.00001"), (1.05, "1.05"),
        (-.infinity, "0"), (123_456_789_012, "123456789012"),
    ])
    func numbersAreDecimal(value: Double, text: String) {
        var writer = ObjectWriter()
        writer.write(.number(value))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }
}
