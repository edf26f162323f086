import CPangoCairo

/// A part of a page under construction: text, lines, pictures. Blocking; one thread at a time.
package struct Canvas: ~Copyable, Surface {
    package let painter: Painter
    package let size: Size
    private let sink: ByteSink

    /// - Parameters:
    ///   - width: in points, as `height`.
    /// - Throws: ``PDFFault/drawingFailed(reason:)``, also when the font is not installed.
    package init(width: Double, height: Double) throws(PDFFault) {
        guard (0.1...ViewedDocument.largestSide).contains(width), (0.1...ViewedDocument.largestSide).contains(height)
        else { throw .drawingFailed(reason: "\(width) × \(height) points") }
        let sink = ByteSink()
        let painter = try Painter(
            cairo_pdf_surface_create_for_stream(ByteSink.write, sink.closure, width, height),
            keeping: sink
        )
        self.sink = sink
        self.painter = painter
        size = Size(width: width, height: height)
    }

    /// What was drawn, taken out of the page that Cairo made of it.
    ///
    /// - Parameter height: of the upper part that is wanted, for what grew as it was drawn; nil for all.
    package consuming func finish(height: Double? = nil) throws(PDFFault) -> Drawing {
        try painter.finish()
        return try Drawing(pageOf: sink.bytes, size: size, height: height ?? size.height)
    }

    /// The same with its content stream as it was before it was compressed, to be read.
    consuming func finish(contentDecoded: Bool) throws(PDFFault) -> Drawing {
        try painter.finish()
        return try Drawing(pageOf: sink.bytes, size: size, height: size.height, contentDecoded: contentDecoded)
    }

    /// What was drawn, as a document of one page.
    package consuming func finishDocument() throws(PDFFault) -> [UInt8] {
        try painter.finish()
        return sink.bytes
    }
}
