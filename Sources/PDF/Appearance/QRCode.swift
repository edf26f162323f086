import CQREncode

/// A QR code (ISO/IEC 18004) as a square of dark and light modules.
package struct QRCode: Hashable, Sendable {
    /// Light modules around the code that readers need (ISO/IEC 18004, 6.3.8).
    static let quietZone = 4

    /// Modules on a side, without the quiet zone.
    package let side: Int
    /// Modules on a side, with the quiet zone.
    package var modules: Double { Double(side + 2 * Self.quietZone) }
    /// Row by row, from the top left.
    let dark: [Bool]

    /// Encodes a text as UTF-8 octets, so that up to 15 % of the code may be damaged (level M).
    ///
    /// - Throws: ``PDFFault/drawingFailed(reason:)`` for more than the 2331 octets that a code of this level holds.
    package init(_ text: String) throws(PDFFault) {
        let octets = Array(text.utf8)
        guard !octets.isEmpty, let code = QRcode_encodeData(CInt(octets.count), octets, 0, QR_ECLEVEL_M) else {
            throw .drawingFailed(reason: "no QR code holds \(octets.count) octets")
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        // The lowest bit of each octet is the module's colour.
        dark = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
    }
}

extension Surface where Self: ~Copyable {
    /// Draws a QR code with its quiet zone into a square, black on white. All modules are one path: no hair lines show
    /// between them.
    ///
    /// - Parameters:
    ///   - corner: the square's upper left one.
    ///   - side: of the square, in points.
    package mutating func qrCode(_ code: QRCode, at corner: Point, side: Double) {
        let module = side / code.modules
        let ground = Rect(x: corner.x, y: corner.y, width: side, height: side)
        fill([ground], color: .white)
        var bars: [Rect] = []
        for row in 0..<code.side {
            var column = 0
            while column < code.side {
                let start = column
                while column < code.side, code.dark[row * code.side + column] { column += 1 }
                if column > start {
                    let x = corner.x + Double(start + QRCode.quietZone) * module
                    let y = corner.y + Double(row + QRCode.quietZone) * module
                    bars.append(Rect(x: x, y: y, width: Double(column - start) * module, height: module))
                }
                column += 1
            }
        }
        fill(bars, color: .black)
    }
}
