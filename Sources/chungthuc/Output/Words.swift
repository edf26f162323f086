import Certification
import Pipeline

/// Field values as people in the office read them.
enum Words {
    static func state(_ state: String) -> String {
        DossierState(rawValue: state)?.vietnamese ?? state
    }

    static func applicant(_ applicant: DossierDocument.Applicant?) -> String {
        guard let applicant else { return "" }
        return applicant.name ?? applicant.identity ?? applicant.email ?? ""
    }

    /// `2026-11-23T09:30:00+07:00` → `23/11/2026 09:30`.
    static func time(_ rfc3339: String?) -> String {
        guard let rfc3339, let date = CivilDate(rfc3339.prefix(10)) else { return "" }
        return "\(date.vietnamese) \(rfc3339.dropFirst(11).prefix(5))"
    }

    static func rating(_ rating: String?) -> String { rating.flatMap(Rating.init(rawValue:))?.vietnamese ?? "" }

    /// `2026-12-01 09:00` → `09:00 ngày 01/12/2026`.
    static func slot(_ text: String?) -> String { text.flatMap { AppointmentSlot($0) }?.vietnamese ?? "" }

    /// `2026-11-23` → `23/11/2026`.
    static func date(_ iso: String) -> String { CivilDate(iso)?.vietnamese ?? iso }

    static func money(_ amount: Int) -> String { Fee(amount: amount).text }

    /// `command lan` → `lan, bằng lệnh`; `sign lan` → `lan, chuyển vào sign`.
    static func actor(_ actor: String) -> String {
        switch actor {
        case "intake": return "chương trình, khi tiếp nhận"
        case "dispatch": return "chương trình, khi gửi"
        case "recovery": return "chương trình, khi khôi phục"
        case "portal": return "cổng dịch vụ công"
        case "register": return "chương trình, khi trông sổ"
        default:
            let parts = actor.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { return actor }
            return parts[0] == "command" ? "\(parts[1]), bằng lệnh" : "\(parts[1]), chuyển vào \(parts[0])"
        }
    }

    static func channel(_ channel: String) -> String {
        switch channel {
        case "email": "thư điện tử"
        case "account": "tài khoản"
        case "sms": "tin nhắn"
        case "account-notice": "thông báo tài khoản"
        default: channel
        }
    }

    static func outcome(_ outcome: String) -> String {
        switch outcome {
        case "begun": "đang gửi"
        case "accepted": "đã gửi"
        case "deferred": "chưa gửi được, sẽ gửi lại"
        case "refused": "bị từ chối"
        case "interrupted": "bị gián đoạn, chưa rõ kết quả"
        default: outcome
        }
    }

    static func event(_ event: DossierDocument.Event) -> String {
        switch event.kind {
        case "edit": "sửa tờ khai"
        case "number": "cấp số"
        case "void": "bỏ số"
        case "abandon": "chưa thực hiện được"
        case "forget", "appointment-forget": "xóa dữ liệu cá nhân"
        case "rate": "đánh giá"
        case "appointment-book": "đặt lịch hẹn"
        case "appointment-move": "dời lịch hẹn"
        case "appointment-cancel": "hủy lịch hẹn"
        case "appointment-process": "xử lý lịch hẹn"
        case "appointment-miss": "không đến"
        default: Transition(rawValue: event.kind)?.vietnamese ?? event.kind
        }
    }
}
