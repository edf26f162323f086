import Foundation
import TestSupport
import Testing

@testable import PDF

/// What a paper cannot do is found wherever it hides, and what only looks like it is not.
@Suite struct ActiveContentTests {
    /// The page's annotation is object 6, the catalog's further entries are given.
    private static func sample(catalog: String = "", page: String = "", _ objects: [Int: String] = [:]) -> [UInt8] {
        var sample = SamplePDF()
        sample.objects[1] = "<< /Type /Catalog /Pages 2 0 R \(catalog) >>"
        sample.objects[3] =
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> "
            + "/Contents 4 0 R \(page) >>"
        sample.objects.merge(objects) { $1 }
        return sample.bytes
    }

    private static func annotation(_ entries: String) -> [UInt8] {
        sample(page: "/Annots [6 0 R]", [6: "<< /Type /Annot /Rect [0 0 9 9] \(entries) >>"])
    }

    private static let harmful: [(String, [ActiveContent], [UInt8])] = [
        ("a script on opening", [.javaScript], sample(catalog: "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
        (
            "a script in the name tree", [.javaScript],
            sample(
                catalog: "/Names << /JavaScript << /Names [(a) 6 0 R] >> >>",
                [6: "<< /S /JavaScript /JS 7 0 R >>", 7: SamplePDF.stream("app.alert(1)")])
        ),
        (
            "a script that formats a field", [.javaScript],
            sample(
                catalog: "/AcroForm << /Fields [6 0 R] >>", page: "/Annots [6 0 R]",
                [
                    6: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] "
                        + "/AA << /F << /S /JavaScript /JS (AFNumber_Format(2)) >> >> >>"
                ])
        ),
        (
            "a script behind another action", [.javaScript],
            annotation("/Subtype /Link /A << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /JavaScript /JS (x) >>] >>")
        ),
        ("a program on a click", [.launch], annotation("/Subtype /Link /A << /S /Launch /F (calc.exe) >>")),
        ("an address on opening", [.openActions], sample(catalog: "/OpenAction << /S /URI /URI (http://x.vn) >>")),
        (
            "a form sent on turning a page", [.openActions],
            sample(page: "/AA << /O << /S /GoTo /D [3 0 R /Fit] /Next << /S /SubmitForm /F (http://x.vn) >> >> >>")
        ),
        (
            "an attachment", [.embeddedFiles],
            sample(
                catalog: "/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>",
                [6: "<< /Type /Filespec /F (a) /EF << /F 7 0 R >> >>", 7: SamplePDF.stream("MZ")])
        ),
        (
            "an attachment on the page", [.embeddedFiles],
            annotation("/Subtype /FileAttachment /FS << /Type /Filespec /F (a) >>")
        ),
        ("a film", [.richMedia], annotation("/Subtype /Screen /A << /S /Rendition /OP 0 >>")),
        ("3D", [.richMedia], annotation("/Subtype /3D")),
        (
            "a layer that is off", [.hiddenLayers],
            sample(
                catalog: "/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>", [6: "<< /Type /OCG /Name (a) >>"])
        ),
        (
            "a layer that viewers turn off", [.hiddenLayers],
            sample(
                catalog: "/OCProperties << /OCGs [6 0 R] /D << /AS [<< /Event /View /OCGs [6 0 R] >>] >> >>",
                [6: "<< /Type /OCG /Name (a) /Usage << /View << /ViewState /OFF >> >> >>"])
        ),
        (
            "what shows while a layer does not", [.hiddenLayers],
            annotation("/Subtype /Stamp /OC << /Type /OCMD /P /AllOff /OCGs [] >>")
        ),
        (
            "two things", [.javaScript, .embeddedFiles],
            sample(
                catalog: "/OpenAction << /S /JavaScript /JS (x) >> /AF [6 0 R]",
                [6: "<< /Type /Filespec /F (a) /EF << /F 7 0 R >> >>", 7: SamplePDF.stream("MZ")])
        ),
    ]

    private static let harmless: [(String, [UInt8])] = [
        ("a link to an address", annotation("/Subtype /Link /A << /S /URI /URI (https://chungthuc.vn) >>")),
        ("a link to a page", annotation("/Subtype /Link /Dest [3 0 R /Fit]")),
        ("opening at a page", sample(catalog: "/OpenAction [3 0 R /Fit]")),
        ("opening at a page, by an action", sample(catalog: "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>")),
        (
            "layers that all show",
            sample(
                catalog: "/OCProperties << /OCGs [6 0 R] /D << /ON [6 0 R] /OFF [] >> >>",
                [6: "<< /Type /OCG /Name (a) >>"])
        ),
        ("a script that nothing leads to", sample([6: "<< /S /JavaScript /JS (x) >>"])),
        ("a file that lies elsewhere", sample(catalog: "/AF [<< /Type /Filespec /F (a) >>]")),
    ]

    @Test func isFoundAndNamed() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        for (name, found, bytes) in Self.harmful {
            let path = try workspace.write(bytes, to: "\(name).pdf")
            let fault = await #expect(throws: PDFFault.self, "\(name)") { try await cells.inspect(path) }
            #expect(fault == .activeContent(name: "\(name).pdf", found), "\(name)")
            for content in found {
                #expect(fault?.message.vietnamese.contains(content.wording.vietnamese) == true, "\(name)")
            }
            let verdict = try await cells.verdict(path, rules: InspectionRules(allowed: Set(found)))
            #expect(verdict == nil, "\(name), allowed")
        }
    }

    @Test func whatAPaperMayHaveIsTakenIn() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        for (name, bytes) in Self.harmless {
            let verdict = try await cells.verdict(workspace.write(bytes, to: "\(name).pdf"))
            #expect(verdict == nil, "\(name)")
        }
    }

    @Test func xfaCanBeAllowed() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let path = try workspace.write(
            Self.sample(catalog: "/AcroForm << /Fields [] /XFA [] >>"), to: "xfa.pdf")
        #expect(try await cells.verdict(path) == "pdf-xfa-form")
        #expect(try await cells.verdict(path, rules: InspectionRules(allowed: [.xfa])) == nil)
    }

    @Test func sizesHaveLimits() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        let path = try workspace.write(BlankDocument.bytes(pages: 30), to: "many.pdf")
        #expect(try await cells.verdict(path, rules: InspectionRules(objects: 20)) == "pdf-too-many-objects")
        #expect(try await cells.verdict(path, rules: InspectionRules(objects: 200)) == nil)
        // Every page is the same one: a hundred times a hundred and one, of a few objects.
        var sample = SamplePDF()
        sample.objects[2] =
            "<< /Type /Pages /Kids [\(String(repeating: "6 0 R ", count: 101))] /Count 10100 >>"
        sample.objects[6] =
            "<< /Type /Pages /Parent 2 0 R /Kids [\(String(repeating: "3 0 R ", count: 100))] /Count 100 >>"
        let endless = try workspace.write(sample.bytes, to: "endless.pdf")
        #expect(try await cells.verdict(endless) == "pdf-too-many-pages")
        // What is packed twice unpacks a million times.
        let zeros = String(decoding: [UInt8](repeating: 0x30, count: 200_000), as: UTF8.self)
        var large = SamplePDF()
        large.objects[6] = SamplePDF.stream(zeros)
        let plain = try workspace.write(large.bytes, to: "plain.pdf")
        let packed = workspace.file("packed.pdf")
        try Tool.run("qpdf", ["--compress-streams=y", "--preserve-unreferenced", plain, packed])
        let rules = InspectionRules(unpacked: 100_000)
        #expect(try await cells.verdict(packed, rules: rules) == "pdf-unpacks-too-large")
        #expect(try await cells.verdict(packed) == nil)
    }

    /// The page draws form 6, each form the next one so many times, under a name with a number sign.
    private static func nested(depth: Int, times: Int, last: String = "") -> [UInt8] {
        var sample = SamplePDF()
        sample.objects[3] =
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /A 6 0 R >> >> "
            + "/Contents 4 0 R >>"
        sample.objects[4] = SamplePDF.stream("/A Do")
        for number in 6..<6 + depth {
            let isLast = number == 5 + depth
            let content = isLast ? "0 0 m 9 9 l S \(last)" : String(repeating: "q /A#42 Do Q\n", count: times)
            sample.objects[number] =
                "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /AB \(number + 1) 0 R "
                + "/Self \(number) 0 R >> >> /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
        }
        return sample.bytes
    }

    @Test func formsThatDrawFormsHaveALimit() async throws {
        let workspace = try TemporaryDirectory()
        let cells = try CellFixture()
        for (depth, times, last, expected) in [
            (12, 10, "", "pdf-draws-too-much"), (5, 10, "", nil), (2, 1, "/Self Do", "pdf-draws-too-much"),
            (60, 1, "", "pdf-draws-too-much"),
        ] as [(Int, Int, String, String?)] {
            let path = try workspace.write(
                Self.nested(depth: depth, times: times, last: last), to: "\(depth)-\(times).pdf")
            #expect(try await cells.verdict(path) == expected, "\(depth) × \(times)")
        }
    }
}
