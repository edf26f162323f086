import CPangoCairo

/// Pango for one canvas: turns text into laid out lines. Owns the Pango context.
///
/// Nothing is hinted or rounded to pixels, so that text takes the same place on paper, on a screen and in another run.
struct TextSetter: ~Copyable {
    private let context: OpaquePointer

    /// - Throws: ``PDFFault/drawingFailed(reason:)`` when the machine lacks the font: a substitute could lack
    ///   Vietnamese, or take another width.
    init(drawingOn cairo: OpaquePointer) throws(PDFFault) {
        guard let context = pango_cairo_create_context(cairo) else {
            throw .drawingFailed(reason: "pango_cairo_create_context")
        }
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("vi"))
        guard Self.hasFamily(context) else {
            g_object_unref(UnsafeMutableRawPointer(context))
            throw .drawingFailed(reason: "the font \(TextBlock.family) is not installed")
        }
        self.context = context
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    private static func hasFamily(_ context: OpaquePointer) -> Bool {
        let description = pango_font_description_new()
        defer { pango_font_description_free(description) }
        pango_font_description_set_family(description, TextBlock.family)
        guard let font = pango_context_load_font(context, description) else { return false }
        defer { g_object_unref(font) }
        let loaded = pango_font_describe(font)
        defer { pango_font_description_free(loaded) }
        guard let family = pango_font_description_get_family(loaded) else { return false }
        return String(cString: family) == TextBlock.family
    }

    /// Sets a block into a width, wrapped at words, in words where one is too wide.
    ///
    /// - Parameter scale: of all sizes.
    func layout(_ block: TextBlock, width: Double, scale: Double = 1) throws(PDFFault) -> TextLayout {
        let layout = try TextLayout(in: context, block, scale: scale)
        layout.wrap(at: width)
        return layout
    }

    /// Sets a block into lines as long as they are.
    func layout(_ block: TextBlock) throws(PDFFault) -> TextLayout {
        try TextLayout(in: context, block, scale: 1)
    }
}
