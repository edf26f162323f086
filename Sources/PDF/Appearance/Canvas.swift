import CPangoCairo

/// A part of a page under construction: text, lines, pictures. Blocking; one thread at a time.
package struct Canvas: ~Copyable, Surface {
    package let painter: Painter
    private let sink: ByteSink
    /// Those that are done.
    private var pages: [Drawing.Page] = []
    /// The one that is drawn upon.
    private var page: Drawing.Page

    package var size: Size { page.size }

    /// - Parameters:
    ///   - width: in points, as `height`.
    /// - Throws: ``PDFFault/drawingFailed(reason:)``, also when the font is not installed.
    package init(width: Double, height: Double) throws(PDFFault) {
        try Self.check(width, height)
        let sink = ByteSink()
        let painter = try Painter(
            cairo_pdf_surface_create_for_stream(ByteSink.write, sink.closure, width, height),
            keeping: sink
        )
        self.sink = sink
        self.painter = painter
        page = Drawing.Page(size: Size(width: width, height: height))
    }

    private static func check(_ width: Double, _ height: Double) throws(PDFFault) {
        guard (0.1...ViewedDocument.largestSide).contains(width), (0.1...ViewedDocument.largestSide).contains(height)
        else { throw .drawingFailed(reason: "\(width) × \(height) points") }
    }

    /// Goes on with another drawing, which shares fonts with those before.
    ///
    /// - Parameters and throws: as of the first.
    package mutating func next(width: Double, height: Double) throws(PDFFault) {
        try Self.check(width, height)
        pages.append(page)
        cairo_show_page(painter.cairo)
        cairo_pdf_surface_set_size(painter.surface, width, height)
        page = Drawing.Page(size: Size(width: width, height: height))
    }

    /// What was drawn, taken out of the page that Cairo made of it: the last drawing, where there are several.
    ///
    /// - Parameter height: of the upper part that is wanted, for what grew as it was drawn; nil for all.
    package consuming func finish(height: Double? = nil) throws(PDFFault) -> Drawing {
        if let height { page.height = height }
        guard let drawing = try finishAll().last else { throw .drawingFailed(reason: "no page") }
        return drawing
    }

    /// All drawings, from the first on.
    package consuming func finishAll() throws(PDFFault) -> [Drawing] {
        try painter.finish()
        return try Drawing.all(pages + [page], of: sink.bytes)
    }

    /// What was drawn, as a document.
    package consuming func finishDocument() throws(PDFFault) -> [UInt8] {
        try painter.finish()
        return sink.bytes
    }

    /// Takes the content stream of the drawing under construction as it is before it is compressed, to be read.
    mutating func decodeContent() {
        page.contentDecoded = true
    }

    /// Takes no more than the upper part of the drawing under construction, for what grew as it was drawn.
    package mutating func cut(toHeight height: Double) {
        page.height = height
    }
}
