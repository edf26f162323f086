import Pipeline

/// One register book for people, as the office guide shows it.
enum BookSheet {
    static let header = ["STT", "Tên đối tượng", "Giấy tờ", "Số", "Ngày", "Bản", "Trang", "Phí", "Ghi chú"]

    static func text(_ sheet: BookSheetDocument) -> String {
        let facts: [(String, String?)] = [
            ("Số ban đầu", sheet.book.first),
            ("Số hiện tại", sheet.book.current),
            ("Ngày mở sổ", Words.date(sheet.book.opens)),
            ("Ngày đóng sổ", Words.date(sheet.book.closes)),
            ("Cơ quan quản lý", sheet.office),
            ("Đã khóa sổ", Words.time(sheet.book.closedAt)),
            ("Số đã cấp", "\(sheet.entries)"),
            ("Số bỏ", sheet.voided == 0 ? nil : "\(sheet.voided)"),
            ("Số bỏ trống", sheet.skipped == 0 ? nil : "\(sheet.skipped)"),
            ("Bản hủy giá trị", sheet.annulled == 0 ? nil : "\(sheet.annulled)"),
            ("Tổng phí", Words.money(sheet.fee)),
        ]
        var lines = ["Sổ chứng thực \(sheet.book.name)"]
        for case (let label, let value?) in facts where !value.isEmpty { lines.append("  \(label): \(value)") }
        return (lines + [""]).joined(separator: "\n")
    }

    static func row(_ entry: EntryDocument, ordinal: Int) -> [String] {
        let mark =
            switch entry.status {
            case "skipped": "Bỏ trống: \(entry.reason ?? "")"
            case "void": "Số bỏ: \(entry.reason ?? "")"
            case "annulled": "Đã hủy giá trị: \(entry.reason ?? "")"
            default: entry.note
            }
        guard entry.status != "skipped" else {
            return ["\(ordinal)", "", "", entry.number, "", "", "", "", mark]
        }
        return [
            "\(ordinal)", entry.applicant, entry.documentTypeName, entry.number, Words.date(entry.date),
            "\(entry.copies)", "\(entry.pages)", Words.money(entry.fee), mark,
        ]
    }
}
