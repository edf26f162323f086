import Certification
import Ledger
import Spool

/// The register for machines: RFC 4180, UTF-8, the first line names the columns; dates as `2026-12-01`, times as
/// RFC 3339.
final class CSVReport: ReportWriter {
    private let report: RegisterReport
    private let target: ReportFile
    private var file: NewFile?
    private var buffer: [UInt8] = []

    init(_ report: RegisterReport, to target: ReportFile) throws {
        self.report = report
        self.target = target
        file = try target.create()
        append(report.columns.map(\.key))
    }

    func add(_ line: RegisterLine, ordinal: Int) throws {
        append(report.columns.map { Self.text(of: $0.cell(line, ordinal: ordinal, clock: report.clock)) })
        if buffer.count > 1 << 18 { try flush() }
    }

    func finish() throws {
        try flush()
        if let file = file.take() { _ = try file.sync() }
        try target.finish()
    }

    private func flush() throws {
        try file?.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func append(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            if field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) {
                buffer.append(contentsOf: "\"\(field.replacing("\"", with: "\"\""))\"".utf8)
            } else {
                buffer.append(contentsOf: field.utf8)
            }
        }
        buffer.append(contentsOf: [0x0D, 0x0A])
    }

    private static func text(of cell: ReportCell) -> String {
        switch cell {
        case .text(let text): text
        case .number(let number): String(number)
        case .date(let date): date.iso
        case .time(let time): time.rfc3339
        }
    }
}
