import Certification
import Faults

/// An appointment that cannot be dealt with as was asked.
enum AppointmentFault: Fault, Equatable {
    case unknown(String)
    /// Nobody of this number is in the directory. A fault never says who.
    case unknownAccount
    /// - slug: empty where none was given.
    case documentType(slug: String, known: [DocumentType])
    /// Nobody can be said not to have come before the hour.
    case notOver(AppointmentCode)
    case notWaiting(AppointmentCode, AppointmentState)
    case exhausted(CivilDate)
    case malformedRequest(name: String)

    var code: String {
        switch self {
        case .unknown: "appointment-unknown"
        case .unknownAccount: "account-unknown"
        case .documentType(let slug, _): slug.isEmpty ? "document-type-missing" : "unknown-document-type"
        case .notOver: "appointment-not-over"
        case .notWaiting: "appointment-not-waiting"
        case .exhausted: "appointments-exhausted"
        case .malformedRequest: "request-malformed"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .unknown, .unknownAccount: .notFound
        default: .data
        }
    }

    var field: String? {
        switch self {
        case .documentType: FormField.documentType.rawValue
        case .unknown: FormField.appointment.rawValue
        case .unknownAccount: FormField.identity.rawValue
        default: nil
        }
    }

    var choices: [String]? {
        guard case .documentType(_, let known) = self else { return nil }
        return known.map(\.slug)
    }

    var message: Wording {
        switch self {
        case .unknown(let text):
            Wording(vi: "Không có lịch hẹn “\(text)”.", en: "There is no appointment '\(text)'.")
        case .unknownAccount:
            Wording(
                vi: "Cơ quan chưa biết tài khoản có số CMND/CCCD/MST này.",
                en: "The office knows no account with that number.")
        case .documentType(let slug, _) where slug.isEmpty:
            Wording(vi: "Chưa chọn loại giấy tờ cần chứng thực.", en: "No document type was chosen.")
        case .documentType(let slug, _):
            Wording(
                vi: "Cơ quan không chứng thực loại giấy tờ “\(slug)”.", en: "There is no document type '\(slug)'.")
        case .notOver(let code):
            Wording(vi: "Lịch hẹn \(code) chưa đến giờ.", en: "The hour of appointment \(code) has not come.")
        case .notWaiting(let code, let state):
            Wording(
                vi: "Lịch hẹn \(code) đang ở trạng thái “\(state.vietnamese)”.",
                en: "Appointment \(code) is \(state.rawValue).")
        case .exhausted(let day):
            Wording(
                vi: "Ngày \(day.vietnamese) đã hết mã lịch hẹn.", en: "There are no appointment codes left on \(day).")
        case .malformedRequest(let name):
            Wording(
                vi: "Yêu cầu \(name) không phải là JSON đúng cấu trúc.", en: "The request \(name) is no JSON of ours.")
        }
    }

    var remedy: Wording {
        switch self {
        case .unknown:
            Wording(
                vi: "Mã lịch hẹn có dạng CTĐT-300620-0001; xem chungthuc appointment list.",
                en: "A code looks like CTĐT-300620-0001; see chungthuc appointment list.")
        case .unknownAccount:
            Wording(
                vi: "Kiểm tra lại từng chữ số; nếu đúng thì đăng ký họ tên và số điện thoại với cơ quan trước.",
                en: "Check each digit; if it is right, have name and telephone number registered first.")
        case .documentType(_, let known):
            Wording(
                vi: "Chọn một trong: \(known.map { "\($0.slug) (\($0.name))" }.joined(separator: ", ")).",
                en: "Choose one of: \(known.map(\.slug).joined(separator: ", ")).")
        case .notOver: Wording(vi: "Chờ qua giờ hẹn.", en: "Wait until it is over.")
        case .notWaiting: Wording(vi: "Đặt lịch hẹn mới nếu cần.", en: "Book another one if needed.")
        case .exhausted: Wording(vi: "Đặt lại vào ngày mai.", en: "Book again tomorrow.")
        case .malformedRequest:
            Wording(
                vi: "Gửi lại với các khóa account hoặc applicant, documentType, at.",
                en: "Send it again with account or applicant, documentType, at.")
        }
    }
}
