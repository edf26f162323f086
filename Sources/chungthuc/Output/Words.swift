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

    /// `2026-11-23` → `23/11/2026`.
    static func date(_ iso: String) -> String { CivilDate(iso)?.vietnamese ?? iso }

    static func money(_ amount: Int) -> String { Fee(amount: amount).text }

    static func event(_ event: DossierDocument.Event) -> String {
        switch event.kind {
        case "edit": "sửa tờ khai"
        case "number": "cấp số"
        case "void": "bỏ số"
        case "abandon": "chưa thực hiện được"
        default: Transition(rawValue: event.kind)?.vietnamese ?? event.kind
        }
    }
}
