/// A table of any length, printed as its rows come: the first rows decide how wide the columns are.
struct StreamedTable {
    private let header: [String]
    private var widths: [Int]?

    init(header: [String]) {
        self.header = header
    }

    mutating func print(_ rows: [[String]]) {
        let widths = self.widths ?? TextTable.widths(of: [header] + rows)
        if self.widths == nil {
            self.widths = widths
            Swift.print(TextTable.head(header, widths: widths))
        }
        for row in rows { Swift.print(TextTable.line(row, widths: widths)) }
    }

    /// The header alone, where no row came.
    mutating func end() {
        if widths == nil { print([]) }
    }
}
