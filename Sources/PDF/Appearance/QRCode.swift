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

extension QRCode {
    /// The code with its quiet zone, black on white. All modules are one path: no hair lines show between them.
    ///
    /// - Parameter side: in points.
    package func drawing(side length: Double) -> Drawing {
        var writer = ObjectWriter()
        // Modules are the unit, counted from the top left one.
        let module = length / modules
        let quiet = Double(Self.quietZone) * module
        writer.append("q 1 g 0 0 ")
        for number in [length, length] {
            writer.write(.number(number))
            writer.append(" ")
        }
        writer.append("re f 0 g ")
        for number in [module, 0, 0, -module, quiet, length - quiet] {
            writer.write(.number(number))
            writer.append(" ")
        }
        writer.append("cm\n")
        for row in 0..<side {
            var column = 0
            while column < side {
                let start = column
                while column < side, dark[row * side + column] { column += 1 }
                if column > start {
                    for number in [start, row, column - start] {
                        writer.append(number)
                        writer.append(" ")
                    }
                    writer.append("1 re\n")
                }
                column += 1
            }
        }
        writer.append("f Q\n")
        return Drawing(size: Size(width: length, height: length), content: writer.bytes)
    }
}
