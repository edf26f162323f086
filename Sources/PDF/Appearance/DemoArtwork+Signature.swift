import Glibc

extension DemoArtwork {
    /// A blue signature as from a fountain pen: a tall first stroke, a wave for the name, a flourish below; the wave is
    /// as long as the name. A transparent PNG of 300 pixels per inch. Blocking.
    package static func signature(name: String) throws(PDFFault) -> [UInt8] {
        let width = Double.millimetres(signatureSize.width)
        let height = Double.millimetres(signatureSize.height)
        var canvas = try ImageCanvas(width: width, height: height, resolution: resolution)
        for stroke in strokes(for: name) {
            let points = stroke.map { Point(x: $0.x * width, y: $0.y * height) }
            draw(points, on: &canvas)
        }
        return try canvas.finish()
    }

    /// Knots of smooth curves in a unit square. Letters make the wave's humps: taller where the letter is.
    private static func strokes(for name: String) -> [[Point]] {
        let capital: [Point] = [
            Point(x: 0.10, y: 0.62), Point(x: 0.16, y: 0.40), Point(x: 0.24, y: 0.10), Point(x: 0.27, y: 0.08),
            Point(x: 0.25, y: 0.30), Point(x: 0.22, y: 0.66), Point(x: 0.20, y: 0.86), Point(x: 0.14, y: 0.90),
            Point(x: 0.11, y: 0.80), Point(x: 0.20, y: 0.62), Point(x: 0.32, y: 0.50),
        ]
        let letters = Array(name.unicodeScalars.filter { $0.properties.isAlphabetic }.prefix(9))
        var wave = [Point(x: 0.30, y: 0.52)]
        let step = 0.44 / Double(max(letters.count, 4))
        for (index, letter) in letters.enumerated() {
            let x = 0.33 + step * Double(index)
            let rise = 0.07 + 0.05 * Double(letter.value % 4)
            let decline = 0.04 * Double(index) / 9
            wave.append(Point(x: x + step * 0.25, y: 0.56 - rise + decline))
            wave.append(Point(x: x + step * 0.75, y: 0.60 + rise * 0.35 + decline))
        }
        let end = wave[wave.count - 1]
        wave.append(Point(x: min(0.93, end.x + 0.12), y: end.y - 0.22))
        let flourish: [Point] = [
            Point(x: min(0.93, end.x + 0.12), y: end.y - 0.22), Point(x: 0.90, y: 0.60), Point(x: 0.62, y: 0.76),
            Point(x: 0.34, y: 0.80), Point(x: 0.28, y: 0.74), Point(x: 0.48, y: 0.70), Point(x: 0.95, y: 0.66),
        ]
        return [capital, wave, flourish]
    }

    /// A pen's line through the knots (Catmull-Rom): thin where it goes up, broad where it comes down, thin at its ends.
    private static func draw(_ knots: [Point], on canvas: inout ImageCanvas) {
        let steps = 24
        var trace: [Point] = []
        for index in 0..<(knots.count - 1) {
            let before = knots[max(0, index - 1)]
            let (start, end) = (knots[index], knots[index + 1])
            let after = knots[min(knots.count - 1, index + 2)]
            for step in 0..<steps {
                trace.append(curve(before, start, end, after, at: Double(step) / Double(steps)))
            }
        }
        trace.append(knots[knots.count - 1])
        for index in 1..<trace.count {
            let (from, to) = (trace[index - 1], trace[index])
            let length = hypot(to.x - from.x, to.y - from.y)
            let fall = length > 0 ? (to.y - from.y) / length : 0
            let along = Double(index) / Double(trace.count)
            let lift = min(1, min(along, 1 - along) * 8)
            canvas.line(from: from, to: to, width: 0.35 + lift * (0.95 + 0.65 * fall), color: .inkBlue, round: true)
        }
    }

    private static func curve(_ before: Point, _ start: Point, _ end: Point, _ after: Point, at t: Double) -> Point {
        func blend(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
            0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
        }
        return Point(
            x: blend(before.x, start.x, end.x, after.x), y: blend(before.y, start.y, end.y, after.y)
        )
    }
}
