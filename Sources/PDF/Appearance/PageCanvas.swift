import CPangoCairo

/// A document of many pages under construction, written out page by page: memory does not grow with it. Blocking; one
/// thread at a time.
package struct PageCanvas: ~Copyable, Surface {
    package let painter: Painter
    /// Of every page.
    package let size: Size
    private let sink: PageSink

    /// - Parameters:
    ///   - size: in points.
    ///   - title, author: for the document's information.
    ///   - write: takes the document's bytes in order; `false` when it cannot, then `finish` throws.
    package init(
        size: Size, title: String, author: String, write: @escaping (UnsafeRawBufferPointer) -> Bool
    ) throws(PDFFault) {
        let sink = PageSink(write)
        let surface = cairo_pdf_surface_create_for_stream(PageSink.write, sink.closure, size.width, size.height)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
        painter = try Painter(surface, keeping: sink)
        self.sink = sink
        self.size = size
    }

    /// Ends this page; what is drawn next is on another.
    package mutating func nextPage() {
        cairo_show_page(painter.cairo)
    }

    package consuming func finish() throws(PDFFault) {
        cairo_show_page(painter.cairo)
        try painter.finish()
    }
}

/// Where Cairo writes the pages.
private final class PageSink {
    private let take: (UnsafeRawBufferPointer) -> Bool

    init(_ take: @escaping (UnsafeRawBufferPointer) -> Bool) {
        self.take = take
    }

    /// A `cairo_write_func_t`; its closure is the sink, unretained.
    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<PageSink>.fromOpaque(closure).takeUnretainedValue()
        return sink.take(UnsafeRawBufferPointer(start: data, count: Int(length)))
            ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
    }

    var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
