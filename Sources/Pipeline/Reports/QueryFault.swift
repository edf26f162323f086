import Certification
import Faults

/// A question that cannot be asked.
enum QueryFault: Fault, Equatable {
    case notADate(String)
    case unknownState(String)
    case unknownKind(String)
    case unknownDossier(String)

    var code: String {
        switch self {
        case .notADate: "date-invalid"
        case .unknownState: "state-unknown"
        case .unknownKind: "kind-unknown"
        case .unknownDossier: "dossier-unknown"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .notADate, .unknownState, .unknownKind: .usage
        case .unknownDossier: .notFound
        }
    }

    var message: Wording {
        switch self {
        case .notADate(let text):
            Wording(vi: "“\(text)” không phải là một ngày.", en: "'\(text)' is not a date.")
        case .unknownState(let text):
            Wording(vi: "Không có trạng thái “\(text)”.", en: "There is no state '\(text)'.")
        case .unknownKind(let text):
            Wording(vi: "Không có đối tượng “\(text)”.", en: "There is no kind '\(text)'.")
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
        case .unknownKind:
            Self.choice(ApplicantKind.allCases.map(\.rawValue))
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
