import Foundation
import TestSupport

/// One file of each class that intake tells apart, made in code and by qpdf.
enum FileClasses {
    /// By file name.
    static func files() throws -> [String: [UInt8]] {
        let plain = Scan.pdf("classes")
        let text = String(decoding: plain, as: UTF8.self)
        var files: [String: [UInt8]] = [
            "table.pdf": plain,
            "several-revisions.pdf": extended(plain, with: [6: "(later)"]),
            "form.pdf": extended(
                plain,
                with: [
                    1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>",
                    6: "<< /FT /Tx /T (ChungThucSo) /V (theirs) >>",
                ]),
            "form-that-viewers-draw.pdf": extended(plain, with: formThatViewersDraw),
            "usage-rights.pdf": extended(plain, with: usageRights),
            "hybrid.pdf": hybrid(plain),
            "reference-to-nothing.pdf": extended(plain, with: [6: "[99 0 R]"], trailer: "/Odd 6 0 R /Gone 88 0 R"),
            "no-section.pdf": bytes(text.replacing(/startxref\n\d+/, with: "startxref\n7")),
            "short-lines.pdf": bytes(text.replacing(" n \n", with: " n\n")),
            "truncated.pdf": Array(plain.prefix(plain.count / 3)),
            "no-pages.pdf": bytes(text.replacing("/Kids [3 0 R] /Count 1", with: "/Kids [     ] /Count 0")),
            "xfa.pdf": extended(
                plain,
                with: [
                    1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] /XFA 6 0 R >> >>",
                    6: "<< /Length 0 >>\nstream\n\nendstream",
                ]),
            "junk-first.pdf": bytes("junk\n" + text),
            "text.pdf": bytes("xin chào\n"),
            "empty.pdf": [],
        ]
        for (name, options) in [
            ("linearised", ["--linearize"]), ("object-streams", ["--object-streams=generate"]),
            ("linearised-object-streams", ["--linearize", "--object-streams=generate"]),
            ("version-1.0", ["--force-version=1.0"]), ("version-2.0", ["--force-version=2.0"]),
            ("password", ["--encrypt", "user", "owner", "256", "--"]),
            ("owner-password", ["--encrypt", "", "owner", "256", "--"]),
        ] {
            files[name + ".pdf"] = try rewritten(plain, options)
        }
        return files
    }

    /// A field whose widget has an appearance, a black box, that viewers are told to pass over.
    private static let formThatViewersDraw = [
        1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /NeedAppearances true "
            + "/DA (/F1 12 Tf) /DR << /Font << /F1 5 0 R >> >> >> >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> "
            + "/Contents 4 0 R /Annots [7 0 R] >>",
        6: "<< /FT /Tx /T (theirs) /V (Filled in) /Kids [7 0 R] >>",
        7: "<< /Subtype /Widget /Parent 6 0 R /P 3 0 R /F 4 /Rect [72 600 272 630] /AP << /N 8 0 R >> >>",
        8: "<< /Subtype /Form /BBox [0 0 200 30] /Length 15 >>\nstream\n0 0 200 30 re f\nendstream",
    ]

    /// What Adobe's servers put into forms that their Reader may save (ISO 32000-1, 12.8.2.3): a signature of nobody.
    private static let usageRights = [
        1: "<< /Type /Catalog /Pages 2 0 R /Perms << /UR3 6 0 R >> >>",
        6: "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 19 9] "
            + "/Contents <00112233> /Reference [<< /Type /SigRef /TransformMethod /UR3 /TransformParams "
            + "<< /Type /TransformParams /V /2.2 /Document [/FullSave] >> >>] >>",
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func rewritten(_ file: [UInt8], _ options: [String]) throws -> [UInt8] {
        let folder = try TemporaryDirectory("classes")
        let (input, output) = (folder.file("input.pdf"), folder.file("output.pdf"))
        try Data(file).write(to: URL(fileURLWithPath: input))
        try Tool.run("qpdf", options + [input, output]).requireSuccess()
        return Array(try Data(contentsOf: URL(fileURLWithPath: output)))
    }

    /// One more revision, with a table.
    private static func extended(_ file: [UInt8], with objects: [Int: String], trailer: String = "") -> [UInt8] {
        var file = file
        let previous = String(decoding: file, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
        var table = "xref\n0 1\n0000000000 65535 f \n"
        for (number, body) in objects.sorted(by: { $0.key < $1.key }) {
            table += "\(number) 1\n\(line(file.count))"
            file += bytes("\(number) 0 obj\n\(body)\nendobj\n")
        }
        let entries = "/Size \(max(6, (objects.keys.max() ?? 0) + 1)) /Root 1 0 R /Prev \(previous) \(trailer)"
        return file + bytes("\(table)trailer\n<< \(entries) >>\nstartxref\n\(file.count)\n%%EOF\n")
    }

    /// With an object that only readers of object streams see (ISO 32000-1, 7.5.8.4).
    private static func hybrid(_ file: [UInt8]) -> [UInt8] {
        let content = "6 0 (hidden)"
        let container = "<< /Type /ObjStm /N 1 /First 4 /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
        let section = "<< /Type /XRef /W [1 1 1] /Index [6 1] /Size 9 /Length 7 /Filter /ASCIIHexDecode >>\n"
        // Type 2: in object stream 7, at index 0.
        let objects = [7: container, 8: section + "stream\n020700>\nendstream"]
        let start = file.count + bytes("7 0 obj\n\(container)\nendobj\n").count
        return extended(file, with: objects, trailer: "/XRefStm \(start)")
    }

    private static func line(_ offset: Int) -> String {
        String(String(10_000_000_000 + offset).dropFirst()) + " 00000 n \n"
    }
}
