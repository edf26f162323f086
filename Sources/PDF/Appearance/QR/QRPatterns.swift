/// What scanners find a QR code by, and what it says of itself (ISO/IEC 18004, 6.3, 7.9 and 7.10).
struct QRPatterns {
    /// Not for data.
    private(set) var taken: ModuleSquare
    /// All that is the same for every mask.
    private(set) var dark: ModuleSquare
    private let side: Int

    init(_ version: QRVersion) {
        side = version.side
        taken = ModuleSquare(side: side)
        dark = taken
        for index in 0..<side {
            take(index, 6, isDark: index % 2 == 0)
            take(6, index, isDark: index % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] { drawFinder(row, column) }
        let centres = version.alignment
        for row in centres {
            for column in centres where !isCorner(row, column) { drawAlignment(row, column) }
        }
        takeFormat()
        if version.number >= 7 { write(version) }
    }

    private mutating func take(_ row: Int, _ column: Int, isDark: Bool) {
        taken[row, column] = true
        dark[row, column] = isDark
    }

    /// With its separator, as far as that is within the code.
    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for y in max(0, row - 4)...min(side - 1, row + 4) {
            for x in max(0, column - 4)...min(side - 1, column + 4) {
                let distance = max(abs(y - row), abs(x - column))
                take(y, x, isDark: distance != 2 && distance != 4)
            }
        }
    }

    private func isCorner(_ row: Int, _ column: Int) -> Bool {
        (row < 9 && (column < 9 || column > side - 9)) || (row > side - 9 && column < 9)
    }

    private mutating func drawAlignment(_ row: Int, _ column: Int) {
        for y in row - 2...row + 2 {
            for x in column - 2...column + 2 { take(y, x, isDark: max(abs(y - row), abs(x - column)) != 1) }
        }
    }

    // MARK: Format

    private mutating func takeFormat() {
        for place in formatPlaces { for (row, column) in place { take(row, column, isDark: false) } }
        take(side - 8, 8, isDark: true)
    }

    /// Of each bit from the lowest on: it stands twice.
    private var formatPlaces: [[(row: Int, column: Int)]] {
        (0..<15).map { bit in
            let first =
                switch bit {
                case ..<6: (bit, 8)
                case 6: (7, 8)
                case 7: (8, 8)
                case 8: (8, 7)
                default: (8, 14 - bit)
                }
            return [first, bit < 8 ? (8, side - 1 - bit) : (side - 15 + bit, 8)]
        }
    }

    /// Level M, whose number is 0, and the mask.
    func write(_ mask: QRMask, to ground: inout ModuleSquare) {
        let format = Self.protected(mask.rawValue, by: 0b101_0011_0111, bits: 10) ^ 0b101_0100_0001_0010
        for (bit, places) in formatPlaces.enumerated() {
            for (row, column) in places { ground[row, column] = format >> bit & 1 == 1 }
        }
    }

    private mutating func write(_ version: QRVersion) {
        let text = Self.protected(version.number, by: 0b1_1111_0010_0101, bits: 12)
        for bit in 0..<18 {
            let (along, across) = (bit / 3, side - 11 + bit % 3)
            take(along, across, isDark: text >> bit & 1 == 1)
            take(across, along, isDark: text >> bit & 1 == 1)
        }
    }

    /// With what is left of it after division by a polynomial (Annexes C and D).
    private static func protected(_ value: Int, by polynomial: Int, bits: Int) -> Int {
        var rest = value << bits
        for bit in (0..<6).reversed() where rest >> (bit + bits) & 1 == 1 { rest ^= polynomial << bit }
        return value << bits | rest
    }
}
