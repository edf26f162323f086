import CPangoCairo

/// A Cairo surface and the pen on it, with Pango for its text. Owns both. One thread at a time.
package final class Painter {
    let cairo: OpaquePointer
    let surface: OpaquePointer
    let setter: TextSetter
    /// What the surface writes into, also while it is destroyed: it must outlive the surface.
    private let sink: AnyObject?

    /// - Parameters:
    ///   - surface: taken over, also when this throws.
    ///   - sink: what the surface writes into, kept as long as it.
    init(_ surface: OpaquePointer?, keeping sink: AnyObject? = nil) throws(PDFFault) {
        self.sink = sink
        guard let surface, let cairo = cairo_create(surface) else { throw .drawingFailed(reason: "cairo_create") }
        let setter: TextSetter
        do throws(PDFFault) {
            try Self.check(cairo_status(cairo))
            setter = try TextSetter(drawingOn: cairo)
        } catch {
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
            withExtendedLifetime(sink) {}
            throw error
        }
        self.surface = surface
        self.cairo = cairo
        self.setter = setter
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    /// Draws without leaving a trace in the pen's settings.
    func isolated<Failure>(_ draw: () throws(Failure) -> Void) throws(Failure) {
        cairo_save(cairo)
        defer { cairo_restore(cairo) }
        try draw()
    }

    func use(_ color: Color) {
        cairo_set_source_rgb(cairo, color.red, color.green, color.blue)
    }

    /// Writes what is still in memory; Cairo keeps an error until here.
    func finish() throws(PDFFault) {
        try Self.check(cairo_status(cairo))
        cairo_surface_finish(surface)
        try Self.check(cairo_surface_status(surface))
    }

    static func check(_ status: cairo_status_t) throws(PDFFault) {
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .drawingFailed(reason: String(cString: cairo_status_to_string(status)))
        }
    }
}

/// What can be drawn upon: pages (``Canvas``) and pictures (``ImageCanvas``). Blocking; one thread at a time.
///
/// Coordinates are points from the top left corner, y downwards. Cairo remembers the first error, `finish()` throws it.
package protocol Surface: ~Copyable {
    var painter: Painter { get }
}
