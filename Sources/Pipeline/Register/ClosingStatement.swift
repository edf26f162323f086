import Certification
import Ledger

/// What is stated when a book is closed (khóa sổ): always in this form and order, UTF-8, each line ended by LF, so that
/// its bytes can be signed and checked again.
struct ClosingStatement {
    let office: OfficeProfile
    /// As it was before.
    let book: Book
    let totals: BookTotals
    /// How many numbers were skipped after a restoration.
    let skipped: Int
    let at: LocalTime
    let by: String

    var text: String {
        """
        KHÓA SỔ CHỨNG THỰC BẢN SAO ĐIỆN TỬ
        Cơ quan: \(office.name)
        Mã cơ quan: \(office.code)
        Sổ: \(book.name)
        Ngày mở sổ: \(book.opens.iso)
        Ngày đóng sổ: \(book.closes.iso)
        Tổng số đã cấp: \(totals.entries)
        Trong đó số bỏ: \(totals.voided)
        Số bỏ trống: \(skipped)
        Bản sao bị hủy giá trị: \(totals.annulled)
        Số đầu: \(totals.first?.text ?? "không có")
        Số cuối: \(totals.last?.text ?? "không có")
        Số bản: \(totals.copies)
        Số trang: \(totals.pages)
        Phí: \(totals.fee.amount) đồng
        Khóa lúc: \(at.rfc3339)
        Người khóa: \(by)

        """
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
