import CXLSXWriter
import Certification

/// A spreadsheet file under construction, in libxlsxwriter's constant-memory mode: rows are written from the top down,
/// and one that was left cannot be written again. One thread at a time.
final class Workbook {
    enum Look: CaseIterable {
        case plain, heading, label, number, date, time
        /// Of entries that count no more.
        case struckText, struckNumber, struckDate, struckTime
    }

    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [Look: UnsafeMutablePointer<lxw_format>] = [:]
    private let path: String

    init(path: String) throws {
        self.path = path
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else {
            throw ExportFault.spreadsheet(path: path, reason: "workbook_new")
        }
        self.workbook = workbook
        for look in Look.allCases { formats[look] = Self.format(look, in: workbook) }
    }

    deinit {
        // Given up: nothing is written.
        if let workbook { lxw_workbook_free(workbook) }
    }

    /// - Parameter name: at most 31 characters.
    func addSheet(_ name: String) throws -> Sheet {
        guard let sheet = workbook_add_worksheet(workbook, name) else {
            throw ExportFault.spreadsheet(path: path, reason: "worksheet \(name)")
        }
        return Sheet(handle: sheet, formats: formats)
    }

    /// Writes the file. Blocking.
    func close() throws {
        guard let workbook else { return }
        self.workbook = nil
        let error = workbook_close(workbook)
        guard error == LXW_NO_ERROR else {
            throw ExportFault.spreadsheet(path: path, reason: String(cString: lxw_strerror(error)))
        }
    }

    private static func format(_ look: Look, in workbook: UnsafeMutablePointer<lxw_workbook>)
        -> UnsafeMutablePointer<lxw_format>?
    {
        let format = workbook_add_format(workbook)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        switch look {
        case .plain, .struckText: format_set_text_wrap(format)
        case .heading:
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .label: format_set_bold(format)
        case .number, .struckNumber: format_set_num_format(format, "#,##0")
        case .date, .struckDate: format_set_num_format(format, "dd/mm/yyyy")
        case .time, .struckTime: format_set_num_format(format, "dd/mm/yyyy hh:mm")
        }
        switch look {
        case .struckText, .struckNumber, .struckDate, .struckTime: format_set_font_strikeout(format)
        case .plain, .heading, .label, .number, .date, .time: break
        }
        if look != .label { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        return format
    }

    /// One sheet of the workbook; rows and columns count from 0.
    struct Sheet {
        let handle: UnsafeMutablePointer<lxw_worksheet>
        let formats: [Look: UnsafeMutablePointer<lxw_format>]

        func write(_ text: String, _ row: Int, _ column: Int, _ look: Look) {
            worksheet_write_string(handle, UInt32(row), UInt16(column), text, formats[look])
        }

        func write(_ number: Int, _ row: Int, _ column: Int, _ look: Look) {
            worksheet_write_number(handle, UInt32(row), UInt16(column), Double(number), formats[look])
        }

        func write(_ date: CivilDate, secondOfDay: Int = 0, _ row: Int, _ column: Int, _ look: Look) {
            var value = lxw_datetime(
                year: Int32(date.year), month: Int32(date.month), day: Int32(date.day),
                hour: Int32(secondOfDay / 3600), min: Int32(secondOfDay / 60 % 60), sec: Double(secondOfDay % 60))
            worksheet_write_datetime(handle, UInt32(row), UInt16(column), &value, formats[look])
        }

        /// One text over several columns of a row.
        func merge(_ text: String, _ row: Int, through column: Int, _ look: Look) {
            worksheet_merge_range(handle, UInt32(row), 0, UInt32(row), UInt16(column), text, formats[look])
        }

        /// - Parameter widths: in characters.
        func setColumns(_ widths: [Double]) {
            for (column, width) in widths.enumerated() {
                worksheet_set_column(handle, UInt16(column), UInt16(column), width, nil)
            }
        }

        /// Keeps the rows above in sight, on screen and on every printed page (A4 landscape, as wide as the paper).
        func freeze(above row: Int) {
            worksheet_freeze_panes(handle, UInt32(row), 0)
            worksheet_repeat_rows(handle, UInt32(row - 1), UInt32(row - 1))
            worksheet_set_landscape(handle)
            worksheet_set_paper(handle, 9)
            worksheet_fit_to_pages(handle, 1, 0)
            worksheet_set_footer(handle, "&CTrang &P/&N")
        }
    }
}
