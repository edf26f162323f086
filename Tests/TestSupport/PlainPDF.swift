/// A PDF written by hand: its objects as they are, numbered from 1, and a cross-reference table.
package enum PlainPDF {
    /// - Parameter objects: the bodies; the first is the catalog.
    package static func bytes(_ objects: [String]) -> [UInt8] { bytes(objects.map { Array($0.utf8) }) }

    /// - Parameter objects: the bodies; the first is the catalog.
    package static func bytes(_ objects: [[UInt8]]) -> [UInt8] {
        var bytes = Array("%PDF-1.7\n".utf8)
        var rows = "0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(bytes.count)
            rows += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let section = bytes.count
        let count = objects.count + 1
        bytes += Array("xref\n0 \(count)\n\(rows)trailer\n<< /Size \(count) /Root 1 0 R >>\n".utf8)
        return bytes + Array("startxref\n\(section)\n%%EOF\n".utf8)
    }
}
