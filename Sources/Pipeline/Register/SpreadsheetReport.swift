import Certification
import Ledger

/// The office guide's Excel report (Xuất báo cáo): what the book is, then its entries. With all columns, or those of
/// the guide; entries that count no more are struck out and say why in a further column.
final class SpreadsheetReport: ReportWriter {
    /// Entries on one sheet: a sheet has 1,048,576 rows.
    private static let entriesPerSheet = 1_000_000
    private static let headerRow = 5

    private let report: RegisterReport
    private let columns: [ReportColumn]
    private let target: ReportFile
    private let workbook: Workbook
    private var sheet: Workbook.Sheet
    private var sheets = 1
    private var row: Int

    init(_ report: RegisterReport, to target: ReportFile) throws {
        self.report = report
        self.target = target
        let marked = report.totals.voided + report.totals.annulled + report.skipped
        let needsMark = marked > 0 && !report.columns.contains(.mark)
        columns = report.columns + (needsMark ? [.mark] : [])
        workbook = try Workbook(path: target.draftPath)
        sheet = try workbook.addSheet("Sổ chứng thực")
        row = Self.headerRow + 1
        begin()
    }

    func add(_ line: RegisterLine, ordinal: Int) throws {
        if ordinal > sheets * Self.entriesPerSheet {
            sheets += 1
            sheet = try workbook.addSheet("Sổ chứng thực (\(sheets))")
            row = Self.headerRow + 1
            begin()
        }
        let isValid = line.isValid
        for (index, column) in columns.enumerated() {
            // What was struck out must stay readable.
            let isStruck = !isValid && column != .mark
            switch column.cell(line, ordinal: ordinal, clock: report.clock) {
            case .text(let text): sheet.write(text, row, index, isStruck ? .struckText : .plain)
            case .number(let number): sheet.write(number, row, index, isStruck ? .struckNumber : .number)
            case .date(let date): sheet.write(date, row, index, isStruck ? .struckDate : .date)
            case .time(let time):
                sheet.write(
                    time.date, secondOfDay: time.secondOfDay, row, index, isStruck ? .struckTime : .time)
            }
        }
        row += 1
    }

    func finish() throws {
        try workbook.close()
        try target.finish()
    }

    /// The guide's header, row by row.
    private func begin() {
        // The first column has the labels of the header, too.
        sheet.setColumns(columns.enumerated().map { $0 == 0 ? 32 : $1.width })
        let book = report.book
        let last = columns.count - 1
        sheet.merge("Tên sổ chứng thực \(book.name)", 0, through: last, .label)
        sheet.write("Số bắt đầu", 1, 0, .label)
        sheet.write(book.first.text, 1, 1, .plain)
        sheet.write("Số hiện tại", 1, 2, .label)
        sheet.write(book.current?.text ?? "", 1, 3, .plain)
        sheet.write("Ngày mở sổ", 2, 0, .label)
        sheet.write(book.opens, 2, 1, .date)
        sheet.write("Ngày đóng sổ", 2, 2, .label)
        sheet.write(book.closes, 2, 3, .date)
        sheet.write("Cơ quan quản lý sổ chứng thực", 3, 0, .label)
        sheet.write(report.office.name, 3, 1, .plain)
        sheet.merge(title, 4, through: last, .heading)
        for (index, column) in columns.enumerated() { sheet.write(column.header, Self.headerRow, index, .heading) }
        sheet.freeze(above: Self.headerRow + 1)
    }

    private var title: String {
        "Thông tin chứng thực trong sổ" + (report.days == nil ? "" : " (\(report.period))")
    }
}
