/// Comma-separated values (RFC 4180), as spreadsheets write them: also with semicolons, line feeds alone, and a byte
/// order mark.
enum CSVTable {
    struct Row: Equatable {
        /// Where it begins, from 1.
        let line: Int
        let cells: [String]
    }

    /// Lines with nothing in them are left out.
    static func rows(_ text: String) -> [Row] {
        var scalars = text.unicodeScalars[...]
        if scalars.first == "\u{FEFF}" { scalars = scalars.dropFirst() }
        let head = scalars.prefix { $0 != "\n" }
        let separator: Unicode.Scalar = head.count { $0 == ";" } > head.count { $0 == "," } ? ";" : ","
        var (rows, cells, cell) = ([Row](), [String](), String.UnicodeScalarView())
        var (line, start, isQuoted) = (1, 1, false)
        func endCell() {
            cells.append(String(cell))
            cell = String.UnicodeScalarView()
        }
        func endRow() {
            endCell()
            if cells.contains(where: { !$0.isBlank }) { rows.append(Row(line: start, cells: cells)) }
            cells = []
            start = line
        }
        while let scalar = scalars.popFirst() {
            if scalar == "\n" { line += 1 }
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                cell.append(scalar)
                scalars = scalars.dropFirst()
            case "\"": isQuoted.toggle()
            case separator where !isQuoted: endCell()
            case "\r" where !isQuoted: break
            case "\n" where !isQuoted: endRow()
            default: cell.append(scalar)
            }
        }
        endRow()
        return rows
    }
}
