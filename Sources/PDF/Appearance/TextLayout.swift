import CPangoCairo

/// Text in lines, ready to be shown. Owns the Pango layout.
struct TextLayout: ~Copyable {
    private let layout: OpaquePointer
    /// Where the blank places are in the layout's text.
    private let blanks: [Int]

    /// - Throws: ``PDFFault/charactersWithoutFont(_:)``: what is certified does not show boxes.
    init(in context: OpaquePointer, _ block: TextBlock, scale: Double) throws(PDFFault) {
        guard let layout = pango_layout_new(context) else { throw .drawingFailed(reason: "pango_layout_new") }
        var text: [UInt8] = []
        var blanks: [Int] = []
        let attributes = pango_attr_list_new()
        defer { pango_attr_list_unref(attributes) }
        for run in block.runs {
            let start = text.count
            text.append(contentsOf: run.blank == nil ? Self.composed(run.text) : Self.placeholder)
            let range = UInt32(start)..<UInt32(text.count)
            Self.add(run, scale: scale, range: range, to: attributes)
            if let blank = run.blank {
                blanks.append(start)
                Self.insert(Self.shape(width: blank * scale, of: run, scale: scale, in: context), range, to: attributes)
            }
        }
        text.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { pango_layout_set_text(layout, $0.baseAddress, CInt($0.count)) }
        }
        pango_layout_set_attributes(layout, attributes)
        pango_layout_set_alignment(layout, Self.alignment(block.alignment))
        pango_layout_set_justify(layout, block.alignment == .justified ? 1 : 0)
        pango_layout_set_line_spacing(layout, Float(block.lineSpacing))
        guard pango_layout_get_unknown_glyphs_count(layout) == 0 else {
            let missing = Self.undrawable(block, by: layout)
            g_object_unref(UnsafeMutableRawPointer(layout))
            throw .charactersWithoutFont(missing)
        }
        self.layout = layout
        self.blanks = blanks
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(layout))
    }

    /// The characters that make boxes, by their code points: the text itself may be somebody's name. Leaves the layout
    /// without its text.
    private static func undrawable(_ block: TextBlock, by layout: OpaquePointer) -> String {
        let scalars = Set(block.runs.flatMap(\.text.unicodeScalars)).filter { scalar in
            let text = String(scalar)
            pango_layout_set_text(layout, text, CInt(text.utf8.count))
            return pango_layout_get_unknown_glyphs_count(layout) > 0
        }
        return scalars.sorted().map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
    }

    func wrap(at width: Double) {
        pango_layout_set_width(layout, Self.units(width))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    }

    /// Of the lines' own boxes, in points.
    var size: Size {
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        let scale = Double(PANGO_SCALE)
        return Size(width: Double(logical.width) / scale, height: Double(logical.height) / scale)
    }

    /// The blank places: from the layout's top left corner, each as high as its line.
    var blankPlaces: [Rect] {
        blanks.map { index in
            var place = PangoRectangle()
            pango_layout_index_to_pos(layout, CInt(index), &place)
            let scale = Double(PANGO_SCALE)
            return Rect(
                x: Double(place.x) / scale, y: Double(place.y) / scale, width: Double(place.width) / scale,
                height: Double(place.height) / scale
            )
        }
    }

    /// From the top to the first line's baseline, in points.
    var baseline: Double {
        Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE)
    }

    /// Shows the lines with their top left corner at Cairo's current point.
    func show(on cairo: OpaquePointer) {
        pango_cairo_update_layout(cairo, layout)
        pango_cairo_show_layout(cairo, layout)
    }

    /// Letters with their marks as one character each (NFC): what readers search for, and what fonts draw best.
    private static func composed(_ text: String) -> [UInt8] {
        var text = text
        let composed: [UInt8]? = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard
                    let result = g_utf8_normalize(
                        characters.baseAddress, gssize(characters.count), G_NORMALIZE_DEFAULT_COMPOSE
                    )
                else { return nil }
                defer { g_free(result) }
                return Array(String(cString: result).utf8)
            }
        }
        return composed ?? Array(text.utf8)
    }

    private static func add(_ run: TextRun, scale: Double, range: Range<UInt32>, to list: OpaquePointer?) {
        func channel(_ value: Double) -> UInt16 { UInt16((min(max(0, value), 1) * 65_535).rounded()) }
        let attributes = [
            pango_attr_family_new(TextBlock.family),
            pango_attr_size_new_absolute(units(run.size * scale)),
            pango_attr_weight_new(run.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL),
            pango_attr_style_new(run.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL),
            pango_attr_foreground_new(channel(run.color.red), channel(run.color.green), channel(run.color.blue)),
        ]
        for attribute in attributes { insert(attribute, range, to: list) }
    }

    private static func insert(
        _ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<UInt32>, to list: OpaquePointer?
    ) {
        attribute?.pointee.start_index = range.lowerBound
        attribute?.pointee.end_index = range.upperBound
        pango_attr_list_insert(list, attribute)
    }

    /// Object replacement character: what Pango takes a shape's place from.
    private static let placeholder = Array("\u{FFFC}".utf8)

    /// A blank place of the font's height.
    private static func shape(
        width: Double, of run: TextRun, scale: Double, in context: OpaquePointer
    ) -> UnsafeMutablePointer<PangoAttribute>? {
        let font = pango_font_description_new()
        defer { pango_font_description_free(font) }
        pango_font_description_set_family(font, TextBlock.family)
        pango_font_description_set_absolute_size(font, run.size * scale * Double(PANGO_SCALE))
        let metrics = pango_context_get_metrics(context, font, nil)
        defer { pango_font_metrics_unref(metrics) }
        let (ascent, descent) = (pango_font_metrics_get_ascent(metrics), pango_font_metrics_get_descent(metrics))
        var box = PangoRectangle(x: 0, y: -ascent, width: units(width), height: ascent + descent)
        return pango_attr_shape_new(&box, &box)
    }

    private static func alignment(_ alignment: TextAlignment) -> PangoAlignment {
        switch alignment {
        case .leading, .justified: PANGO_ALIGN_LEFT
        case .center: PANGO_ALIGN_CENTER
        case .trailing: PANGO_ALIGN_RIGHT
        }
    }

    /// Pango counts in 1/1024 of a point; its coordinates are 32 bits wide.
    private static func units(_ points: Double) -> CInt {
        CInt(min(max(0, points), 100_000) * Double(PANGO_SCALE))
    }
}
