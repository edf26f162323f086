import CPangoCairo

extension Surface where Self: ~Copyable {
    /// Draws a picture as large as it fits into a rectangle, in its middle, its proportions and transparency kept.
    package mutating func image(_ image: PNGImage, in rect: Rect) throws(PDFFault) {
        let pixels = try image.decode()
        defer { cairo_surface_destroy(pixels) }
        let scale = min(rect.width / Double(image.width), rect.height / Double(image.height))
        let (width, height) = (Double(image.width) * scale, Double(image.height) * scale)
        painter.isolated {
            cairo_translate(painter.cairo, rect.center.x - width / 2, rect.center.y - height / 2)
            cairo_scale(painter.cairo, scale, scale)
            cairo_set_source_surface(painter.cairo, pixels, 0, 0)
            cairo_paint(painter.cairo)
        }
    }
}
