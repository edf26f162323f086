import CQPDF

enum Deflate {
    /// As zlib writes it, for /FlateDecode (ISO 32000-1, 7.4.4).
    static func compress(_ data: [UInt8]) throws(PDFFault) -> [UInt8] {
        let compressed = data.withUnsafeBytes { cqpdf_deflate($0.baseAddress, $0.count) }
        guard compressed.bytes != nil else { throw .software(reason: "no memory to compress a stream") }
        defer { cqpdf_free(compressed) }
        return Array(UnsafeBufferPointer(start: compressed.bytes, count: compressed.count))
    }
}
