import CQREncode
import Testing

@testable import PDF

/// Codes of every size, module by module as libqrencode draws them.
@Suite struct QRVersionTests {
    @Test(arguments: QRVersion.all)
    func isDrawnAsOthersDrawIt(version: QRVersion) throws {
        #expect(QRPatterns(version).taken.rows.reduce(0) { $0 + version.side - $1.count } == version.freeModules)
        for octets in [version.capacity, version.capacity - 1] {
            let text = String("Chung thuc ban sao dien tu tu ban chinh. ".repeated(to: octets))
            let drafts = try QRCode.drafts(text)
            #expect(drafts.allSatisfy { $0.side == version.side })
            let theirs = try Self.drawnByLibrary(text)
            #expect(drafts.contains(theirs))
            #expect(drafts.map(\.penalty).min() == (try QRCode(text)).modules.penalty)
        }
        let tooLong = String("0".repeated(to: version.capacity + 1))
        #expect(QRVersion.holding(tooLong.utf8.count)?.number ?? 41 == version.number + 1)
    }

    private static func drawnByLibrary(_ text: String) throws -> ModuleSquare {
        let octets = Array(text.utf8)
        let code = try #require(QRcode_encodeData(CInt(octets.count), octets, 0, QR_ECLEVEL_M))
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        var square = ModuleSquare(side: side)
        for row in 0..<side {
            // The lowest bit of each octet is the module's colour.
            for column in 0..<side { square[row, column] = code.pointee.data[row * side + column] & 1 == 1 }
        }
        return square
    }
}

/// How hard to read a square is, counted by hand (ISO/IEC 18004, Table 11).
@Suite struct QRPenaltyTests {
    /// All light: every line is one run of 21, every four modules are a block, no module is dark.
    @Test func ofOneColour() {
        let square = ModuleSquare(side: 21)
        #expect(square.penalty == 2 * 21 * (3 + 16) + 3 * 20 * 20 + 100)
    }

    /// Chequers: nothing but a share of dark modules of nearly a half.
    @Test func ofChequers() {
        var square = ModuleSquare(side: 21)
        for row in 0..<21 { for column in 0..<21 { square[row, column] = (row + column) % 2 == 0 } }
        #expect(square.penalty == 0)
    }

    /// What looks like a finder, in the middle of chequers' first row.
    @Test(arguments: [0, 7, 14])
    func ofWhatLooksLikeAFinder(start: Int) {
        var square = ModuleSquare(side: 21)
        for row in 0..<21 { for column in 0..<21 { square[row, column] = (row + column) % 2 == 0 } }
        let plain = square.rows[0]
        for column in 0..<21 { square[0, column] = false }
        for (index, isDark) in [true, false, true, true, true, false, true].enumerated() {
            square[0, start + index] = isDark
        }
        var without = square
        without[0, start + 3] = false
        #expect(square.rows[0] != plain)
        // Dark in its middle it is a finder, light it is not; neither makes runs of five or blocks there.
        #expect(square.penalty - without.penalty == 40)
    }
}

extension String {
    fileprivate func repeated(to octets: Int) -> Substring {
        String(repeating: self, count: octets / utf8.count + 1).prefix(octets)
    }
}
