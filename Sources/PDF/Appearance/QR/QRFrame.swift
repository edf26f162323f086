import Synchronization

/// All of a QR code but its data (ISO/IEC 18004, 6.3, 7.7 to 7.10): the same for all codes of a version, drawn once.
struct QRFrame: Sendable {
    /// Where the bits of the data go, in their order.
    let path: [(row: Int, column: Int)]
    /// Patterns, format and version, and the mask where data goes, for each of the eight masks: what the data is put
    /// over, turning what it is dark on.
    let grounds: [ModuleSquare]

    private static let known = Mutex<[QRVersion: QRFrame]>([:])

    static func of(_ version: QRVersion) -> QRFrame {
        known.withLock { known in
            if let frame = known[version] { return frame }
            let frame = QRFrame(version)
            known[version] = frame
            return frame
        }
    }

    private init(_ version: QRVersion) {
        let patterns = QRPatterns(version)
        let path = Self.path(around: patterns.taken)
        self.path = path
        grounds = QRMask.allCases.map { mask in
            var ground = patterns.dark
            patterns.write(mask, to: &ground)
            for (row, column) in path where mask.turns(row, column) { ground[row, column] = true }
            return ground
        }
    }

    /// In columns of two modules from the right, upwards and downwards in turn (7.7.3).
    private static func path(around taken: ModuleSquare) -> [(row: Int, column: Int)] {
        let side = taken.side
        var path: [(row: Int, column: Int)] = []
        var isUpwards = true
        // The timing pattern's column is passed over.
        for right in Array(stride(from: side - 1, to: 6, by: -2)) + [5, 3, 1] {
            for row in isUpwards ? Array((0..<side).reversed()) : Array(0..<side) {
                for column in [right, right - 1] where !taken[row, column] { path.append((row, column)) }
            }
            isUpwards.toggle()
        }
        return path
    }
}

/// Which modules of data are turned, so that dark and light are well mixed (ISO/IEC 18004, Table 10).
enum QRMask: Int, CaseIterable {
    case chequers, rows, columns, diagonals, bricks, fields, diamonds, meadows

    func turns(_ row: Int, _ column: Int) -> Bool {
        let product = row * column
        return switch self {
        case .chequers: (row + column) % 2 == 0
        case .rows: row % 2 == 0
        case .columns: column % 3 == 0
        case .diagonals: (row + column) % 3 == 0
        case .bricks: (row / 2 + column / 3) % 2 == 0
        case .fields: product % 2 + product % 3 == 0
        case .diamonds: (product % 2 + product % 3) % 2 == 0
        case .meadows: ((row + column) % 2 + product % 3) % 2 == 0
        }
    }
}
