import CPangoCairo

extension Surface where Self: ~Copyable {
    /// - Parameter round: with ends as a pen makes them, so that pieces join.
    package mutating func line(
        from start: Point, to end: Point, width: Double, color: Color = .black, round: Bool = false
    ) {
        stroke(width: width, color: color) { cairo in
            cairo_set_line_cap(cairo, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
            cairo_move_to(cairo, start.x, start.y)
            cairo_line_to(cairo, end.x, end.y)
        }
    }

    /// An outline; its line runs along the edge, half of it inside.
    package mutating func rectangle(_ rect: Rect, width: Double, color: Color = .black) {
        stroke(width: width, color: color) { cairo_rectangle($0, rect.x, rect.y, rect.width, rect.height) }
    }

    /// The outline of a circle.
    package mutating func circle(around center: Point, radius: Double, width: Double, color: Color = .black) {
        stroke(width: width, color: color) { cairo in
            cairo_new_sub_path(cairo)
            cairo_arc(cairo, center.x, center.y, radius, 0, 2 * .pi)
        }
    }

    /// A filled area.
    package mutating func polygon(_ corners: [Point], color: Color = .black) {
        painter.isolated {
            cairo_new_path(painter.cairo)
            for corner in corners { cairo_line_to(painter.cairo, corner.x, corner.y) }
            painter.use(color)
            cairo_fill(painter.cairo)
        }
    }

    /// Filled areas, as one path.
    package mutating func fill(_ areas: [Rect], color: Color) {
        painter.isolated {
            cairo_new_path(painter.cairo)
            for area in areas { cairo_rectangle(painter.cairo, area.x, area.y, area.width, area.height) }
            painter.use(color)
            cairo_fill(painter.cairo)
        }
    }

    private mutating func stroke(width: Double, color: Color, _ path: (OpaquePointer) -> Void) {
        painter.isolated {
            cairo_new_path(painter.cairo)
            path(painter.cairo)
            painter.use(color)
            cairo_set_line_width(painter.cairo, width)
            cairo_stroke(painter.cairo)
        }
    }
}
