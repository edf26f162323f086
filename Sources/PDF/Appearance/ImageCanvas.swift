import CPangoCairo

/// A transparent picture under construction, kept as a PNG: drawn signatures and seals. Blocking; one thread at a time.
package struct ImageCanvas: ~Copyable, Surface {
    package let painter: Painter
    package let size: Size

    /// - Parameters:
    ///   - width: in points, as `height`.
    ///   - resolution: pixels per inch.
    package init(width: Double, height: Double, resolution: Double) throws(PDFFault) {
        let scale = resolution / 72
        guard (1...10_000).contains(width * scale), (1...10_000).contains(height * scale) else {
            throw .drawingFailed(reason: "\(width) × \(height) points at \(resolution) pixels per inch")
        }
        let surface = cairo_image_surface_create(
            CAIRO_FORMAT_ARGB32, CInt((width * scale).rounded(.up)), CInt((height * scale).rounded(.up))
        )
        let painter = try Painter(surface)
        cairo_scale(painter.cairo, scale, scale)
        self.painter = painter
        size = Size(width: width, height: height)
    }

    /// The PNG.
    package consuming func finish() throws(PDFFault) -> [UInt8] {
        let sink = ByteSink()
        let status = withExtendedLifetime(sink) {
            cairo_surface_write_to_png_stream(painter.surface, ByteSink.write, sink.closure)
        }
        try Painter.check(status)
        return sink.bytes
    }
}
