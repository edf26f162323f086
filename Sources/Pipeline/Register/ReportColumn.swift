import Certification
import Ledger

/// One column of a report about a book's entries.
enum ReportColumn: CaseIterable {
    case ordinal, number, value, date, applicant, identity, documentType, signer, title, copies, pages, fee, dossier
    case receivedAt, dueAt, mark, note

    /// The columns of the office guide's report.
    static let guide: [ReportColumn] = [.ordinal, .applicant, .documentType, .number, .date]

    var header: String {
        switch self {
        case .ordinal: "STT"
        case .number: "Số chứng thực"
        case .value: "Số"
        case .date: "Ngày chứng thực"
        case .applicant: "Tên đối tượng đăng ký chứng thực"
        case .identity: "CMND/CCCD/MST"
        case .documentType: "Giấy tờ cần chứng thực"
        case .signer: "Người ký"
        case .title: "Chức danh"
        case .copies: "Số bản"
        case .pages: "Số trang"
        case .fee: "Phí (đồng)"
        case .dossier: "Mã hồ sơ"
        case .receivedAt: "Tiếp nhận"
        case .dueAt: "Hẹn trả"
        case .mark: "Tình trạng"
        case .note: "Ghi chú"
        }
    }

    /// For machines.
    var key: String {
        switch self {
        case .documentType: "documentTypeName"
        case .mark: "status"
        default: "\(self)"
        }
    }

    /// Characters of a usual entry.
    var width: Double {
        switch self {
        case .ordinal, .value, .copies, .pages: 8
        case .number, .fee, .date: 16
        case .applicant, .documentType, .note: 36
        case .identity, .receivedAt, .dueAt: 18
        case .signer, .title, .dossier: 24
        case .mark: 30
        }
    }

    /// - Parameter ordinal: in this report, from 1.
    func cell(_ line: RegisterLine, ordinal: Int, clock: OfficeClock) -> ReportCell {
        if case .skipped = line.status, ![.ordinal, .number, .value, .mark].contains(self) { return .text("") }
        return switch self {
        case .ordinal: .number(ordinal)
        case .number: .text(line.number.text)
        case .value: .number(line.number.value)
        case .date: .date(line.date)
        case .applicant: .text(line.applicant)
        case .identity: .text(line.identity)
        case .documentType: .text(line.documentType)
        case .signer: .text(line.signer)
        case .title: .text(line.title)
        case .copies: .number(line.copies)
        case .pages: .number(line.pages)
        case .fee: .number(line.fee.amount)
        case .dossier: .text(line.dossier)
        case .receivedAt: .time(clock.local(line.receivedAt))
        case .dueAt: .time(clock.local(line.dueAt))
        case .mark: .text(line.mark)
        case .note: .text(line.note)
        }
    }
}

/// What stands in one cell of a report.
enum ReportCell {
    case text(String)
    case number(Int)
    case date(CivilDate)
    case time(LocalTime)
}

extension RegisterLine {
    var isValid: Bool { status == .issued }

    /// Why the entry counts no more; empty for one that does.
    package var mark: String {
        switch status {
        case .issued: ""
        case .void(let reason): "Số bỏ: \(reason)"
        case .annulled(let reason): "Đã hủy giá trị: \(reason)"
        case .skipped(let reason): "Bỏ trống: \(reason)"
        }
    }
}
