import Glibc

extension DemoArtwork {
    /// A red, round seal of real size (36 mm) with a star, as a transparent PNG of 300 pixels per inch. Blocking.
    ///
    /// - Parameters:
    ///   - office: around the upper half, in capitals: `UBND XÃ PHÚ CƯỜNG`.
    ///   - place: around the lower half: `TP. HÀ NỘI`.
    package static func seal(office: String, place: String = "TP. Hà Nội") throws(PDFFault) -> [UInt8] {
        let side = Double.millimetres(sealDiameter)
        var canvas = try ImageCanvas(width: side, height: side, resolution: resolution)
        let center = Point(x: side / 2, y: side / 2)
        let outer = side / 2 - 1.2
        canvas.circle(around: center, radius: outer, width: 2.2, color: .sealRed)
        canvas.circle(around: center, radius: outer - 2.6, width: 0.8, color: .sealRed)
        canvas.circle(around: center, radius: outer * 0.62, width: 0.9, color: .sealRed)
        canvas.polygon(star(around: center, radius: outer * 0.42), color: .sealRed)

        let baseline = outer * 0.69
        let upper = try lettering(office.uppercased(), along: baseline * 1.28 * .pi, on: canvas)
        try canvas.text(upper, around: center, radius: baseline, spacing: 0.4)
        let lower = try lettering(place.uppercased(), along: baseline * 0.55 * .pi, on: canvas)
        try canvas.text(
            lower, around: center, radius: outer - 5.8, middle: .pi, outward: false, spacing: 0.4
        )
        for side in [-1.0, 1.0] {
            let angle = side * 0.72 * Double.pi
            let radius = outer * 0.79
            let spot = Point(x: center.x + radius * sin(angle), y: center.y - radius * cos(angle))
            canvas.polygon(star(around: spot, radius: outer * 0.075), color: .sealRed)
        }
        return try canvas.finish()
    }

    /// The largest size at which the text stays within a length, in points.
    private static func lettering(
        _ text: String, along length: Double, on canvas: borrowing ImageCanvas
    ) throws(PDFFault) -> TextRun {
        var run = TextRun(text, size: 10, bold: true, color: .sealRed)
        let spacing = 0.4 * Double(text.count)
        let width = try canvas.measure(TextBlock([run])).width
        run.size = min(10, 10 * (length - spacing) / max(width, 1))
        return run
    }

    /// Five points, one of them upwards.
    private static func star(around center: Point, radius: Double) -> [Point] {
        (0..<10).map { index in
            let distance = index.isMultiple(of: 2) ? radius : radius * 0.382
            let angle = Double(index) * .pi / 5
            return Point(x: center.x + distance * sin(angle), y: center.y - distance * cos(angle))
        }
    }
}
