import CPangoCairo

/// A PNG picture: a signature, a seal. Its transparency is kept.
package struct PNGImage: Hashable, Sendable {
    /// Larger ones are no signature or seal, and would cost four bytes a pixel.
    package static let largestSide = 10_000
    static let largestArea = 50_000_000
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    package let bytes: [UInt8]
    /// In pixels.
    package let width, height: Int

    /// Checks that the bytes are a whole PNG of a sane size (PNG specification, clauses 5 and 11.2.2) by decoding them.
    /// Blocking.
    ///
    /// - Parameter name: the file's, for the fault.
    /// - Throws: ``PDFFault/invalidImage(name:reason:)``.
    package init(_ bytes: [UInt8], name: String) throws(PDFFault) {
        guard bytes.starts(with: Self.signature), bytes.count > 33, bytes[12..<16].elementsEqual("IHDR".utf8) else {
            throw .invalidImage(name: name, reason: "not a PNG")
        }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        guard
            (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height),
            width * height <= Self.largestArea
        else {
            throw .invalidImage(name: name, reason: "\(width) × \(height) pixels")
        }
        self.bytes = bytes
        self.width = width
        self.height = height
        let surface = try decode(name: name)
        cairo_surface_destroy(surface)
    }

    /// The pixels; the caller destroys the surface.
    func decode(name: String = "PNG") throws(PDFFault) -> OpaquePointer {
        let reader = Reader(bytes)
        let surface = withExtendedLifetime(reader) {
            cairo_image_surface_create_from_png_stream(
                { closure, target, length in
                    guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
                    return Unmanaged<Reader>.fromOpaque(closure).takeUnretainedValue().fill(target, Int(length))
                },
                Unmanaged.passUnretained(reader).toOpaque()
            )
        }
        let status = cairo_surface_status(surface)
        guard let surface, status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw .invalidImage(name: name, reason: String(cString: cairo_status_to_string(status)))
        }
        return surface
    }

    private final class Reader {
        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        func fill(_ target: UnsafeMutablePointer<UInt8>, _ length: Int) -> cairo_status_t {
            guard length <= bytes.count - position else { return CAIRO_STATUS_READ_ERROR }
            for offset in 0..<length { target[offset] = bytes[position + offset] }
            position += length
            return CAIRO_STATUS_SUCCESS
        }
    }
}
