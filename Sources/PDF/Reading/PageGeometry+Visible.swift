extension PageGeometry {
    /// A page that is about to be added.
    package init(new reference: PDFReference, size: Size) {
        let box = PDFRectangle(left: 0, bottom: 0, right: size.width, top: size.height)
        self.init(
            reference: reference,
            dictionary: [:],
            annotations: [],
            resources: .dictionary([:]),
            mediaBox: box,
            cropBox: box,
            rotation: 0,
            userUnit: 1
        )
    }

    /// What a viewer shows of the page, in points of real size: turned, cropped, in its user unit.
    package var visibleSize: Size {
        let (width, height) = (cropBox.width * userUnit, cropBox.height * userUnit)
        return rotation % 180 == 0 ? Size(width: width, height: height) : Size(width: height, height: width)
    }

    /// A place on the visible page, in the page's own coordinates (ISO 32000-1, 14.11.2; /Rotate turns clockwise).
    ///
    /// - Parameter rect: in points of real size, from the visible top left corner.
    package func userSpace(_ rect: Rect) -> PDFRectangle {
        let start = userSpace(Point(x: rect.x, y: rect.y))
        let end = userSpace(Point(x: rect.x + rect.width, y: rect.y + rect.height))
        return PDFRectangle(left: start.x, bottom: start.y, right: end.x, top: end.y)
    }

    private func userSpace(_ point: Point) -> Point {
        let (right, down) = (point.x / userUnit, point.y / userUnit)
        return switch rotation {
        case 90: Point(x: cropBox.left + down, y: cropBox.bottom + right)
        case 180: Point(x: cropBox.right - right, y: cropBox.bottom + down)
        case 270: Point(x: cropBox.right - down, y: cropBox.top - right)
        default: Point(x: cropBox.left + right, y: cropBox.top - down)
        }
    }
}
