import Certification
import Faults
import Ledger

/// A question that cannot be asked.
enum QueryFault: Fault, Equatable {
    case notADate(String)
    case unknownState(String)
    case unknownAppointmentState(String)
    case unknownKind(String)
    case unknownDocumentType(String, known: [String])
    case unknownOrder(String)
    case unknownDossier(String)
    case daysReversed
    case negative(String)
    case notAMonth(String)
    case unknownFormat(String)

    var code: String {
        switch self {
        case .notADate: "date-invalid"
        case .unknownState, .unknownAppointmentState: "state-unknown"
        case .unknownKind: "kind-unknown"
        case .unknownDocumentType: "document-type-unknown"
        case .unknownOrder: "order-unknown"
        case .unknownDossier: "dossier-unknown"
        case .daysReversed: "days-reversed"
        case .negative: "number-negative"
        case .notAMonth: "month-invalid"
        case .unknownFormat: "format-unknown"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .unknownDossier: .notFound
        default: .usage
        }
    }

    var message: Wording {
        switch self {
        case .notADate(let text):
            Wording(vi: "“\(text)” không phải là một ngày.", en: "'\(text)' is not a date.")
        case .unknownState(let text), .unknownAppointmentState(let text):
            Wording(vi: "Không có trạng thái “\(text)”.", en: "There is no state '\(text)'.")
        case .unknownKind(let text):
            Wording(vi: "Không có đối tượng “\(text)”.", en: "There is no kind '\(text)'.")
        case .unknownDocumentType(let text, _):
            Wording(vi: "Không có loại giấy tờ “\(text)”.", en: "There is no document type '\(text)'.")
        case .unknownOrder(let text):
            Wording(vi: "Không có cách sắp xếp “\(text)”.", en: "There is no order '\(text)'.")
        case .daysReversed:
            Wording(vi: "Từ ngày ở sau đến ngày.", en: "The first day is after the last.")
        case .negative(let option):
            Wording(vi: "\(option) không được âm.", en: "\(option) cannot be negative.")
        case .notAMonth(let text):
            Wording(vi: "“\(text)” không phải là một tháng.", en: "'\(text)' is not a month.")
        case .unknownFormat(let name):
            Wording(
                vi: "Không biết xuất ra tệp “\(name)” theo dạng nào.",
                en: "The name '\(name)' does not say in what form to export."
            )
        case .unknownDossier(let text):
            Wording(vi: "Không có hồ sơ “\(text)”.", en: "There is no dossier '\(text)'.")
        }
    }

    var remedy: Wording {
        switch self {
        case .notADate:
            Wording(vi: "Viết ngày như 2026-12-01.", en: "Write dates like 2026-12-01.")
        case .unknownState:
            Self.choice(DossierState.allCases.map(\.rawValue))
        case .unknownAppointmentState:
            Self.choice(AppointmentState.allCases.map(\.rawValue))
        case .unknownKind:
            Self.choice(ApplicantKind.allCases.map(\.rawValue))
        case .unknownDocumentType(_, let known):
            Self.choice(known)
        case .unknownOrder:
            Self.choice(DossierFilter.Order.allCases.map(\.rawValue))
        case .daysReversed:
            Wording(vi: "Đổi chỗ hai ngày.", en: "Exchange the two.")
        case .negative:
            Wording(vi: "Nhập 0 hoặc số dương.", en: "Enter 0 or more.")
        case .notAMonth:
            Wording(vi: "Viết tháng như 2026-12.", en: "Write months like 2026-12.")
        case .unknownFormat:
            Wording(
                vi: "Đặt tên tệp với đuôi .xlsx, .csv hoặc .pdf.", en: "End the file's name with .xlsx, .csv or .pdf.")
        case .unknownDossier:
            Wording(vi: "Tìm mã hồ sơ bằng chungthuc list.", en: "Find codes with chungthuc list.")
        }
    }

    private static func choice(_ names: [String]) -> Wording {
        Wording(
            vi: "Chọn một trong: \(names.joined(separator: ", ")).",
            en: "Choose one of: \(names.joined(separator: ", "))."
        )
    }
}
