/// A small PDF made in code, with the shape that a test is about.
struct SamplePDF {
    enum CrossReferences {
        case table, stream
    }

    var header = "%PDF-1.7\n"
    /// Bodies by object number, all of generation 0.
    var objects: [Int: String] = [
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> "
            + "/Contents 4 0 R >>",
        4: stream("BT /F1 24 Tf 72 720 Td (Original) Tj ET"),
        5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var crossReferences = CrossReferences.table
    var trailer = "/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    /// Nil: the true one.
    var size: Int?
    /// Between `startxref` and its number.
    var gap = "\n"
    var ending = "\n%%EOF\n"

    /// With one field, which viewers are asked to draw instead of its own appearance, a black box.
    static func drawnByViewers(_ field: String) -> SamplePDF {
        var sample = SamplePDF()
        sample.objects[1] =
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /NeedAppearances true /DA (/F1 12 Tf) "
            + "/DR << /Font << /F1 5 0 R >> >> >> >>"
        sample.objects[3] =
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> "
            + "/Contents 4 0 R /Annots [6 0 R] >>"
        sample.objects[6] =
            "<< /Subtype /Widget /T (theirs) \(field) /P 3 0 R /F 4 /Rect [72 600 272 630] /AP << /N 7 0 R >> >>"
        sample.objects[7] = stream("0 0 200 30 re f", entries: "/Subtype /Form /BBox [0 0 200 30] ")
        return sample
    }

    static func stream(_ content: String, entries: String = "") -> String {
        "<< /Length \(content.utf8.count) \(entries)>>\nstream\n\(content)\nendstream"
    }

    var bytes: [UInt8] {
        var bytes = Array((header + "%\u{E2}\u{E3}\n").utf8)
        var offsets: [Int: Int] = [:]
        for (number, body) in objects.sorted(by: { $0.key < $1.key }) {
            offsets[number] = bytes.count
            bytes += Array("\(number) 0 obj\n\(body)\nendobj\n".utf8)
        }
        let section = bytes.count
        let last = objects.keys.max() ?? 0
        switch crossReferences {
        case .table:
            bytes += Array("xref\n0 \(last + 1)\n0000000000 65535 f \n".utf8)
            for number in stride(from: 1, through: last, by: 1) {
                let offset = String(offsets[number] ?? 0)
                let padding = String(repeating: "0", count: 10 - offset.count)
                bytes += Array("\(padding)\(offset) 00000 \(offsets[number] == nil ? "f" : "n") \n".utf8)
            }
            bytes += Array("trailer\n<< /Size \(size ?? last + 1) \(trailer) >>\n".utf8)
        case .stream:
            offsets[last + 1] = section
            var rows: [UInt8] = [0, 0, 0, 0, 255]
            for number in 1...last + 1 {
                let offset = offsets[number] ?? 0
                rows += [offsets[number] == nil ? 0 : 1]
                rows += [UInt8(offset >> 16 & 255), UInt8(offset >> 8 & 255), UInt8(offset & 255), 0]
            }
            let entries = "/Type /XRef /W [1 3 1] /Size \(size ?? last + 2) \(trailer)"
            bytes += Array("\(last + 1) 0 obj\n<< \(entries) /Length \(rows.count) >>\nstream\n".utf8)
            bytes += rows + Array("\nendstream\nendobj\n".utf8)
        }
        return bytes + Array("startxref\(gap)\(section)\(ending)".utf8)
    }
}
