/// A place on a canvas: points (1/72 inch) from its top left corner, y downwards.
package struct Point: Hashable, Codable, Sendable {
    package var x, y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// In points.
package struct Size: Hashable, Codable, Sendable {
    package var width, height: Double

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }
}

/// An area of a canvas: points from its top left corner, y downwards.
package struct Rect: Hashable, Sendable {
    package var x, y, width, height: Double

    /// - Parameter height: may be infinite for text that may run on.
    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var center: Point { Point(x: x + width / 2, y: y + height / 2) }
}

extension Double {
    /// Millimetres in points.
    package static func millimetres(_ value: Double) -> Double { value * 72 / 25.4 }
}

/// Red, green and blue from 0 to 1.
package struct Color: Hashable, Sendable {
    package var red, green, blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    package static let black = Color(red: 0, green: 0, blue: 0)
    package static let white = Color(red: 1, green: 1, blue: 1)
    /// Of seals.
    package static let sealRed = Color(red: 0.84, green: 0.07, blue: 0.11)
    /// Of handwritten signatures.
    package static let inkBlue = Color(red: 0.07, green: 0.17, blue: 0.56)
}
