import Certification
import Ledger

/// What a report about a book says above and below its entries.
struct RegisterReport {
    let office: OfficeProfile
    let book: Book
    let totals: BookTotals
    /// How many numbers of the period were skipped.
    let skipped: Int
    /// `nil` for the whole book.
    let days: ClosedRange<CivilDate>?
    let clock: OfficeClock
    let columns: [ReportColumn]

    /// `Tháng 11 năm 2026`, `Năm 2026`, or the days.
    var period: String {
        let days = days ?? book.opens...book.closes
        let (first, last) = (days.lowerBound, days.upperBound)
        let isFromFirst = first.day == 1 && last.adding(days: 1).day == 1
        if isFromFirst, first.year == last.year {
            if first.month == last.month { return "Tháng \(first.month) năm \(first.year)" }
            if first.month == 1, last.month == 12 { return "Năm \(first.year)" }
        }
        return "Từ ngày \(first.vietnamese) đến ngày \(last.vietnamese)"
    }

    /// The closing formula of a printed register.
    var closingFormula: String {
        guard let first = totals.first, let last = totals.last else {
            return "\(period): không có số chứng thực nào được cấp trong sổ này." + skippedFormula
        }
        var text = """
            \(period), sổ này có \(totals.entries) số chứng thực, từ số \(first) đến số \(last); \
            \(totals.copies) bản sao, \(totals.pages) trang bản chính; tổng phí \(totals.fee.text).
            """
        if totals.voided > 0 { text += " Trong đó có \(totals.voided) số bỏ." }
        if totals.annulled > 0 { text += " Có \(totals.annulled) bản sao đã bị hủy giá trị." }
        text += skippedFormula
        if let closedAt = book.closedAt { text += " Sổ đã khóa lúc \(clock.local(closedAt).vietnamese)." }
        return text
    }

    private var skippedFormula: String { skipped > 0 ? " Có \(skipped) số bỏ trống." : "" }
}

/// Writes one report, entry by entry. Blocking. What is not finished leaves nothing behind.
protocol ReportWriter: AnyObject {
    /// - Parameter ordinal: from 1.
    func add(_ line: RegisterLine, ordinal: Int) throws
    func finish() throws
}

package enum ReportFormat: String, CaseIterable, Sendable {
    case xlsx, csv, pdf
}
