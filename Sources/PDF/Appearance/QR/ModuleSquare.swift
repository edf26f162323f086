/// Modules of a QR code, by rows and again by columns: what is asked of rows is asked of columns, too.
struct ModuleSquare: Hashable, Sendable {
    /// Modules on a side.
    let side: Int
    private(set) var rows: [ModuleRow]
    private(set) var columns: [ModuleRow]

    /// All light.
    init(side: Int) {
        self.side = side
        rows = [ModuleRow](repeating: ModuleRow(), count: side)
        columns = rows
    }

    /// Whether the module is dark.
    subscript(row: Int, column: Int) -> Bool {
        get { rows[row][column] }
        set {
            rows[row][column] = newValue
            columns[column][row] = newValue
        }
    }

    /// Darkens modules along a path where bits are set.
    ///
    /// - Parameters:
    ///   - octets: from the highest bit of the first one on; no more bits than the path has modules.
    ///   - path: within the square.
    mutating func darken(where octets: [UInt8], along path: [(row: Int, column: Int)]) {
        rows.withUnsafeMutableBufferPointer { rows in
            columns.withUnsafeMutableBufferPointer { columns in
                var place = 0
                for octet in octets {
                    for bit in (0..<8).reversed() {
                        let (row, column) = path[place]
                        if octet >> UInt8(bit) & 1 == 1 {
                            rows[row][column] = true
                            columns[column][row] = true
                        }
                        place += 1
                    }
                }
            }
        }
    }

    /// Dark where one of both is.
    static func ^ (left: ModuleSquare, right: ModuleSquare) -> ModuleSquare {
        var square = left
        for index in 0..<left.side {
            square.rows[index] = left.rows[index] ^ right.rows[index]
            square.columns[index] = left.columns[index] ^ right.columns[index]
        }
        return square
    }
}

extension ModuleSquare {
    /// What makes it hard to read (ISO/IEC 18004, 7.8.3.1): the less the better.
    var penalty: Int {
        let dark = rows.reduce(0) { $0 + $1.count }
        let area = side * side
        // Ten for each step of 5 % that the share of dark modules is away from a half.
        let balance = abs(dark * 20 - area * 10) / area * 10
        return penalty(of: rows) + penalty(of: columns) + 3 * blocks + balance
    }

    private func penalty(of lines: [ModuleRow]) -> Int {
        let pairs = ModuleRow(dark: side - 1)
        var sum = 0
        for line in lines {
            // Five or more of a colour in a line: three, and one for each beyond.
            let same = ~(line ^ line >> 1) & pairs
            let fives = same & same >> 1 & same >> 2 & same >> 3
            sum += fives.count + 2 * (fives & ~(fives >> 1)).count
            // What looks like a finder pattern with light on one side, be it of the quiet zone: forty.
            let framed = line << 4
            let light = ~framed & ~(framed >> 1) & ~(framed >> 2) & ~(framed >> 3)
            let core = framed >> 2 & framed >> 3 & framed >> 4
            let pattern = framed & ~(framed >> 1) & core & ~(framed >> 5) & framed >> 6
            sum += 40 * (pattern & (light << 4 | light >> 7)).count
        }
        return sum
    }

    /// Of four modules of one colour.
    private var blocks: Int {
        let pairs = ModuleRow(dark: side - 1)
        var sum = 0
        for (above, below) in zip(rows, rows.dropFirst()) {
            sum += (~(above ^ above >> 1) & ~(below ^ below >> 1) & ~(above ^ below) & pairs).count
        }
        return sum
    }
}
