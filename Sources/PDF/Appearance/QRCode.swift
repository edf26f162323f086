import CQREncode

/// A QR code (ISO/IEC 18004) as a square of dark and light modules.
package struct QRCode: Hashable, Sendable {
    /// Light modules around the code that readers need (ISO/IEC 18004, 6.3.8).
    static let quietZone = 4

    /// Modules on a side, without the quiet zone.
    package let side: Int
    /// Modules on a side, with the quiet zone.
    package var sideWithQuietZone: Double { Double(side + 2 * Self.quietZone) }
    /// Row by row, from the top left; the lowest bit of each is the module's colour.
    private let modules: [UInt8]

    /// Encodes a text as UTF-8 octets, so that up to 15 % of the code may be damaged (level M). Takes half a millisecond:
    /// all eight masks are tried.
    ///
    /// - Throws: ``PDFFault/drawingFailed(reason:)`` for more than the 2331 octets that a code of this level holds.
    package init(_ text: String) throws(PDFFault) {
        let octets = Array(text.utf8)
        guard !octets.isEmpty, let code = QRcode_encodeData(CInt(octets.count), octets, 0, QR_ECLEVEL_M) else {
            throw .drawingFailed(reason: "no QR code holds \(octets.count) octets")
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        modules = Array(UnsafeBufferPointer(start: code.pointee.data, count: side * side))
    }

    private func isDark(_ column: Int, _ row: Int) -> Bool { modules[row * side + column] & 1 == 1 }
}

extension QRCode {
    /// The code with its quiet zone, black on white. All modules are one path: no hair lines show between them.
    ///
    /// - Parameter side: in points.
    package func drawing(side length: Double) -> Drawing {
        var writer = ObjectWriter()
        // Modules are the unit, counted from the top left one.
        let module = length / sideWithQuietZone
        let quiet = Double(Self.quietZone) * module
        writer.append("q 1 g 0 0 ")
        writer.append(operands: [length, length])
        writer.append("re f 0 g ")
        writer.append(operands: [module, 0, 0, -module, quiet, length - quiet])
        writer.append("cm\n")
        writer.append(data: runs())
        writer.append("f Q\n")
        return Drawing(size: Size(width: length, height: length), content: writer.bytes)
    }

    /// A rectangle for each run of dark modules, written without asking for room each time: there are hundreds.
    private func runs() -> [UInt8] {
        let end = Array("1 re\n".utf8)
        // At most every other module begins a run, with three numbers of three digits.
        return [UInt8](unsafeUninitializedCapacity: side * (side + 1) / 2 * (12 + end.count)) { buffer, count in
            func put(_ byte: UInt8) {
                buffer[count] = byte
                count += 1
            }
            func put(_ number: Int) {
                if number >= 100 { put(UInt8(ascii: "0") + UInt8(number / 100)) }
                if number >= 10 { put(UInt8(ascii: "0") + UInt8(number / 10 % 10)) }
                put(UInt8(ascii: "0") + UInt8(number % 10))
                put(UInt8(ascii: " "))
            }
            for row in 0..<side {
                var column = 0
                while column < side {
                    let start = column
                    while column < side, isDark(column, row) { column += 1 }
                    if column > start {
                        put(start)
                        put(row)
                        put(column - start)
                        for byte in end { put(byte) }
                    }
                    column += 1
                }
            }
        }
    }
}
