import CPangoCairo

/// Text that is too high for its place is set smaller in these steps, and refused after the last.
private let scales = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6]

extension Surface where Self: ~Copyable {
    /// The room that a block takes, as wide as its longest line; wrapped at `width` if one is given.
    ///
    /// - Throws: ``PDFFault/charactersWithoutFont(_:)``.
    package func measure(_ block: TextBlock, width: Double? = nil) throws(PDFFault) -> Size {
        guard let width else { return try painter.setter.layout(block).size }
        return try painter.setter.layout(block, width: width).size
    }

    /// Draws text that has blank places, from the top of a rectangle, wrapped at its width and as long as it is.
    ///
    /// - Returns: the height used, and the blank places, on the canvas and in the order of the block's runs.
    package mutating func flow(
        _ block: TextBlock, in rect: Rect
    ) throws(PDFFault) -> (height: Double, blanks: [Rect]) {
        let layout = try painter.setter.layout(block, width: rect.width)
        painter.isolated {
            cairo_move_to(painter.cairo, rect.x, rect.y)
            layout.show(on: painter.cairo)
        }
        let blanks = layout.blankPlaces.map { place in
            Rect(x: rect.x + place.x, y: rect.y + place.y, width: place.width, height: place.height)
        }
        return (layout.size.height, blanks)
    }

    /// Draws one line from a rectangle's top left corner. Where it is too wide it is set smaller, on the same baseline.
    package mutating func line(_ run: TextRun, in rect: Rect) throws(PDFFault) {
        let natural = try painter.setter.layout(TextBlock([run]))
        let scale = min(1, rect.width / max(natural.size.width, 1))
        let layout = try painter.setter.layout(TextBlock([run]), width: .infinity, scale: scale)
        painter.isolated {
            cairo_move_to(painter.cairo, rect.x, rect.y + natural.baseline - layout.baseline)
            layout.show(on: painter.cairo)
        }
    }

    /// Draws text into a rectangle, from its top, wrapped at its width. Text that is too high is set smaller, down to
    /// 60 % of its size.
    ///
    /// - Returns: the height used, in points.
    /// - Throws: ``PDFFault/drawingFailed(reason:)`` when the text is too high even so;
    ///   ``PDFFault/charactersWithoutFont(_:)``.
    @discardableResult
    package mutating func text(_ block: TextBlock, in rect: Rect) throws(PDFFault) -> Double {
        for scale in scales {
            let layout = try painter.setter.layout(block, width: rect.width, scale: scale)
            let height = layout.size.height
            // Pango rounds to 1/1024 of a point.
            if height <= rect.height + 0.01 {
                painter.isolated {
                    cairo_move_to(painter.cairo, rect.x, rect.y)
                    layout.show(on: painter.cairo)
                }
                return height
            }
        }
        let length = block.runs.reduce(0) { $0 + $1.text.count }
        throw .drawingFailed(
            reason: "a text of \(length) characters does not fit \(rect.width) × \(rect.height) points"
        )
    }

    /// Draws one line of text around a circle, upright at its top, clockwise.
    ///
    /// - Parameters:
    ///   - radius: of the letters' baseline.
    ///   - middle: where the middle of the text comes to stand: radians clockwise from the top.
    ///   - outward: true for letters that stand on the circle from outside, as on the upper half of a seal; false for
    ///     letters inside it that read from left to right on the lower half.
    ///   - spacing: between letters, in points.
    package mutating func text(
        _ run: TextRun, around center: Point, radius: Double, middle: Double = 0, outward: Bool = true,
        spacing: Double = 0
    ) throws(PDFFault) {
        var letters: [(block: TextBlock, width: Double)] = []
        for letter in run.text {
            var piece = run
            piece.text = String(letter)
            let block = TextBlock([piece])
            letters.append((block, try measure(block).width + spacing))
        }
        let length = letters.reduce(0) { $0 + $1.width }
        let direction = outward ? 1.0 : -1.0
        var travelled = -length / 2
        for (block, width) in letters {
            let layout = try painter.setter.layout(block)
            let angle = middle + direction * (travelled + width / 2) / radius
            painter.isolated {
                cairo_translate(painter.cairo, center.x, center.y)
                cairo_rotate(painter.cairo, outward ? angle : angle + .pi)
                cairo_move_to(painter.cairo, (spacing - width) / 2, (outward ? -radius : radius) - layout.baseline)
                layout.show(on: painter.cairo)
            }
            travelled += width
        }
    }
}
