/// A row or a column of up to 192 modules: the dark ones are the bits that are set, the first is the lowest.
struct ModuleRow: Hashable, Sendable {
    private var low: UInt64 = 0
    private var middle: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    /// The first ones dark.
    init(dark count: Int) {
        for index in 0..<count { self[index] = true }
    }

    private init(_ low: UInt64, _ middle: UInt64, _ high: UInt64) {
        (self.low, self.middle, self.high) = (low, middle, high)
    }

    subscript(index: Int) -> Bool {
        get {
            let word = index < 64 ? low : index < 128 ? middle : high
            return word >> UInt64(index & 63) & 1 == 1
        }
        set {
            let bit: UInt64 = 1 << UInt64(index & 63)
            switch index {
            case ..<64: low = newValue ? low | bit : low & ~bit
            case ..<128: middle = newValue ? middle | bit : middle & ~bit
            default: high = newValue ? high | bit : high & ~bit
            }
        }
    }

    /// How many are dark.
    var count: Int { low.nonzeroBitCount + middle.nonzeroBitCount + high.nonzeroBitCount }

    static prefix func ~ (row: ModuleRow) -> ModuleRow { ModuleRow(~row.low, ~row.middle, ~row.high) }

    static func & (left: ModuleRow, right: ModuleRow) -> ModuleRow {
        ModuleRow(left.low & right.low, left.middle & right.middle, left.high & right.high)
    }

    static func | (left: ModuleRow, right: ModuleRow) -> ModuleRow {
        ModuleRow(left.low | right.low, left.middle | right.middle, left.high | right.high)
    }

    static func ^ (left: ModuleRow, right: ModuleRow) -> ModuleRow {
        ModuleRow(left.low ^ right.low, left.middle ^ right.middle, left.high ^ right.high)
    }

    /// - Parameter count: 1…63, as below.
    /// - Returns: each module that many places further to the front.
    static func >> (row: ModuleRow, count: UInt64) -> ModuleRow {
        ModuleRow(
            row.low &>> count | row.middle &<< (64 - count), row.middle &>> count | row.high &<< (64 - count),
            row.high &>> count)
    }

    static func << (row: ModuleRow, count: UInt64) -> ModuleRow {
        ModuleRow(
            row.low &<< count, row.middle &<< count | row.low &>> (64 - count),
            row.high &<< count | row.middle &>> (64 - count))
    }
}
