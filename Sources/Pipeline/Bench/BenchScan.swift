/// A scan to measure with: one page of A4 with a picture of noise, which nothing makes smaller.
enum BenchScan {
    /// What a page scanned at 150 dots per inch takes.
    static let usualSize = 170_000

    /// - Parameter size: of the picture, in octets; the document has some hundred more.
    static func make(size: Int = usualSize) -> [UInt8] {
        let width = 400
        let height = max(1, size / width)
        // The same noise each time: two runs measure the same work.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        let noise = (0..<(width * height)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        var document = Array("%PDF-1.7\n%\u{e2}\u{e3}\n".utf8)
        var offsets: [Int] = []
        func begin() {
            offsets.append(document.count)
            document += Array("\(offsets.count) 0 obj\n".utf8)
        }
        for object in [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /XObject << /Scan 5 0 R >> >> >>",
            "<< /Length 31 >>\nstream\nq 595 0 0 842 0 0 cm /Scan Do Q\nendstream",
        ] {
            begin()
            document += Array("\(object)\nendobj\n".utf8)
        }
        begin()
        document += Array(
            ("<< /Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace /DeviceGray "
                + "/BitsPerComponent 8 /Length \(noise.count) >>\nstream\n").utf8)
        document += noise
        document += Array("\nendstream\nendobj\n".utf8)
        let table = document.count
        let entries = offsets.map { offset in
            String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
        }
        document += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n\(entries.joined())".utf8)
        document += Array("trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return document
    }
}
