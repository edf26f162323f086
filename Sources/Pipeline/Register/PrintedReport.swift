// The printable register (sổ in): A4 landscape, one line an entry, in the columns of the paper book (Circular
// 01/2020/TT-BTP, the form of the book of certified copies), with totals and the closing formula at its end; a PDF/A-2b,
// since registers are kept for good.

import Certification
import Ledger
import PDF
import Spool

final class PrintedReport: ReportWriter {
    private static let page = Size(width: .millimetres(297), height: .millimetres(210))
    private static let margin = Double.millimetres(15)
    private static let textSize = 10.0
    private static let padding = 3.0

    private let report: RegisterReport
    private let target: ReportFile
    private let output: Output
    private var canvas: PageCanvas?
    private var pageNumber = 1
    private var y = margin

    /// What the pages are written to. Cairo calls from inside of drawing: a fault is kept until the end.
    private final class Output {
        var file: NewFile?
        var fault: SpoolFault?

        init(_ file: consuming NewFile) {
            self.file = consume file
        }

        func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            do throws(SpoolFault) {
                try file?.write(bytes)
                return true
            } catch {
                fault = error
                return false
            }
        }
    }

    private struct Column {
        let header: String
        let width: Double
        let alignment: TextAlignment
    }

    /// Widths are millimetres: together 267.
    private static let columns = [
        Column(header: "Số chứng thực", width: 20, alignment: .center),
        Column(header: "Ngày, tháng, năm chứng thực", width: 23, alignment: .center),
        Column(header: "Họ tên, địa chỉ thư của người yêu cầu chứng thực", width: 58, alignment: .leading),
        Column(header: "Tên của bản chính giấy tờ, văn bản", width: 50, alignment: .leading),
        Column(header: "Họ tên, chức danh người ký chứng thực", width: 44, alignment: .leading),
        Column(header: "Số bản", width: 13, alignment: .center),
        Column(header: "Số trang", width: 13, alignment: .center),
        Column(header: "Phí (đồng)", width: 20, alignment: .trailing),
        Column(header: "Ghi chú", width: 26, alignment: .leading),
    ]

    init(_ report: RegisterReport, to target: ReportFile) throws {
        self.report = report
        self.target = target
        let output = Output(try target.create())
        self.output = output
        canvas = try PageCanvas(size: Self.page, title: title, author: report.office.name, write: output.take)
        try begin()
    }

    private var title: String { "Sổ chứng thực \(report.book.name), \(report.period)" }

    func add(_ line: RegisterLine, ordinal: Int) throws {
        let note = [line.mark, line.note].filter { !$0.isEmpty }.joined(separator: ". ")
        var texts = [
            line.number.text, line.date.vietnamese, line.applicant, line.documentType,
            "\(line.signer), \(line.title)", "\(line.copies)", "\(line.pages)", "\(line.fee.amount)", note,
        ]
        if case .skipped = line.status { texts = [line.number.text, "", "", "", "", "", "", "", note] }
        do {
            try row(texts)
        } catch PDFFault.charactersWithoutFont(let missing) {
            // Found before anything of the row is drawn. One strange name must not keep a year from being printed.
            try row(texts.map { text in String(text.map { missing.contains($0) ? "?" : $0 }) })
        }
    }

    func finish() throws {
        try end()
        if let canvas = canvas.take() {
            do throws(PDFFault) {
                try canvas.finish()
            } catch {
                // What kept the pages from being written says more.
                if let fault = output.fault { throw fault }
                throw error
            }
        }
        try declareArchive()
        if let file = output.file.take() { _ = try file.sync() }
        try target.finish()
    }

    private func declareArchive() throws {
        let draft = try target.draftContent()
        let declaration = ArchiveDeclaration(title: title, author: report.office.name)
        try output.file?.write(try declaration.revision(of: draft.bytes, name: target.path))
    }

    // MARK: Pages

    private func begin() throws {
        let width = Self.page.width - 2 * Self.margin
        let heading = [
            TextBlock(report.office.name.uppercased(), size: 11, bold: true),
            TextBlock("SỔ CHỨNG THỰC BẢN SAO ĐIỆN TỬ TỪ BẢN CHÍNH", size: 15, bold: true, alignment: .center),
            TextBlock("Quyển số: \(report.book.name)", size: 12, bold: true, alignment: .center),
            TextBlock(report.period, size: 12, italic: true, alignment: .center),
        ]
        for block in heading { y += try draw(block, x: Self.margin, width: width) + 2 }
        y += 6
        try header()
    }

    private func header() throws {
        let texts = Self.columns.map(\.header)
        try drawRow(texts, height: try height(texts, isHeader: true), isHeader: true)
    }

    private func row(_ texts: [String]) throws {
        let height = try height(texts, isHeader: false)
        try breakPage(unlessRoomFor: height)
        try drawRow(texts, height: height, isHeader: false)
    }

    /// Totals, closing formula and the places where clerk and head sign.
    private func end() throws {
        let width = Self.page.width - 2 * Self.margin
        let totals = report.totals
        try row([
            "Cộng: \(totals.entries)", "", "", "", "", "\(totals.copies)", "\(totals.pages)", "\(totals.fee.amount)",
            "",
        ])
        let formula = TextBlock(report.closingFormula, size: 12)
        let today = report.clock.local(report.clock.now()).date
        let place = TextBlock(
            "\(report.office.place), \(today.vietnameseInWords)", size: 12, italic: true, alignment: .trailing)
        let room = try measure(formula, width: width) + .millimetres(60)
        try breakPage(unlessRoomFor: room, withHeader: false)
        y += 10
        y += try draw(formula, x: Self.margin, width: width) + 8
        y += try draw(place, x: Self.margin, width: width) + 4
        for (index, role) in ["NGƯỜI KHÓA SỔ", "THỦ TRƯỞNG CƠ QUAN"].enumerated() {
            let block = TextBlock(role, size: 12, bold: true, alignment: .center)
            _ = try draw(block, x: Self.margin + width / 2 * Double(index), width: width / 2)
        }
        try footer()
    }

    private func breakPage(unlessRoomFor height: Double, withHeader: Bool = true) throws {
        guard y + height > Self.page.height - Self.margin - 14 else { return }
        try footer()
        canvas?.nextPage()
        pageNumber += 1
        y = Self.margin
        if withHeader { try header() }
    }

    private func footer() throws {
        let text = "Sổ chứng thực \(report.book.name) – \(report.period) – Trang \(pageNumber)"
        let kept = y
        y = Self.page.height - Self.margin - 4
        _ = try draw(
            TextBlock(text, size: 9, alignment: .center), x: Self.margin, width: Self.page.width - 2 * Self.margin)
        y = kept
    }

    // MARK: Rows

    private func drawRow(_ texts: [String], height: Double, isHeader: Bool) throws {
        var x = Self.margin
        for (column, text) in zip(Self.columns, texts) {
            let width = Double.millimetres(column.width)
            canvas?.rectangle(Rect(x: x, y: y, width: width, height: height), width: 0.5)
            if !text.isEmpty {
                y += Self.padding
                _ = try draw(
                    block(text, column, isHeader: isHeader), x: x + Self.padding, width: width - 2 * Self.padding)
                y -= Self.padding
            }
            x += width
        }
        y += height
    }

    private func height(_ texts: [String], isHeader: Bool) throws -> Double {
        var height = 0.0
        for (column, text) in zip(Self.columns, texts) where !text.isEmpty {
            let width = Double.millimetres(column.width) - 2 * Self.padding
            height = max(height, try measure(block(text, column, isHeader: isHeader), width: width))
        }
        return height + 2 * Self.padding
    }

    private func block(_ text: String, _ column: Column, isHeader: Bool) -> TextBlock {
        TextBlock(
            text, size: Self.textSize, bold: isHeader, alignment: isHeader ? .center : column.alignment)
    }

    private func measure(_ block: TextBlock, width: Double) throws -> Double {
        try canvas?.measure(block, width: width).height ?? 0
    }

    /// At the present height.
    /// - Returns: the height used.
    private func draw(_ block: TextBlock, x: Double, width: Double) throws -> Double {
        try canvas?.flow(block, in: Rect(x: x, y: y, width: width, height: .infinity)).height ?? 0
    }
}
