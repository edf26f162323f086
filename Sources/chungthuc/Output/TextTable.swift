/// Columns as wide as their widest cell, two spaces apart, the first row a header.
enum TextTable {
    static func text(_ rows: [[String]]) -> String {
        guard let header = rows.first else { return "" }
        let widths = widths(of: rows)
        return ([head(header, widths: widths)] + rows.dropFirst().map { line($0, widths: widths) })
            .joined(separator: "\n")
    }

    /// - Parameter rows: as many cells each as the first.
    static func widths(of rows: [[String]]) -> [Int] {
        (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    }

    /// The header and the rule below it.
    static func head(_ header: [String], widths: [Int]) -> String {
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return line(header, widths: widths) + "\n" + rule
    }

    /// A cell that is wider than its column stays whole.
    static func line(_ row: [String], widths: [Int]) -> String {
        var text = zip(row, widths)
            .map { cell, width in cell + String(repeating: " ", count: max(0, width - cell.count)) }
            .joined(separator: "  ")
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
