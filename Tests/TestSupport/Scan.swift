/// Scans as a scanner might drop them, made in code.
package enum Scan {
    /// A PDF of one page with a line of text.
    ///
    /// - Parameters:
    ///   - text: ASCII.
    ///   - size: of the whole file in octets, filled up by a stream that no page draws.
    package static func pdf(_ text: String, size: Int? = nil) -> [UInt8] {
        guard let size else { return file(text, filling: nil) }
        var filling = size
        // The digits of lengths and offsets change with the filling: two or three turns settle them.
        for _ in 0..<8 {
            let made = file(text, filling: filling)
            if made.count == size { return made }
            filling += size - made.count
        }
        return file(text, filling: filling)
    }

    private static func file(_ text: String, filling: Int?) -> [UInt8] {
        let content = "BT /F1 24 Tf 72 720 Td (\(text)) Tj ET"
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ].map { Array($0.utf8) }
        if let filling {
            let octets = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, filling))
            objects.append(Array("<< /Length \(octets.count) >>\nstream\n".utf8) + octets + Array("\nendstream".utf8))
        }
        return PlainPDF.bytes(objects)
    }
}
