import Certification
import Faults

/// A step that can be neither done nor undone from what is there.
enum StepFault: Fault, Equatable {
    /// The committed bytes are nowhere to be found.
    case resultMissing(DossierCode)
    /// The file is not where the ledger says.
    case documentMissing(DossierCode, path: String)

    var code: String {
        switch self {
        case .resultMissing: "step-result-missing"
        case .documentMissing: "document-missing"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .resultMissing: .software
        case .documentMissing: .data
        }
    }

    var message: Wording {
        switch self {
        case .resultMissing(let code):
            Wording(
                vi: "Hồ sơ \(code): không tìm thấy tệp mà sổ cái đã ghi nhận.",
                en: "Dossier \(code): the file that the ledger committed is nowhere to be found."
            )
        case .documentMissing(let code, let path):
            Wording(
                vi: "Hồ sơ \(code): tệp \(path) không còn ở đó hoặc đã bị thay đổi.",
                en: "Dossier \(code): the file \(path) is gone or was changed."
            )
        }
    }

    var remedy: Wording {
        switch self {
        case .resultMissing:
            Wording(
                vi: "Không xóa gì trong .state; báo cho người quản trị, chạy chungthuc audit.",
                en: "Remove nothing from .state; tell the administrator and run chungthuc audit."
            )
        case .documentMissing:
            Wording(
                vi: "Trả tệp nguyên vẹn về chỗ cũ, hoặc hủy hồ sơ và quét lại.",
                en: "Put the unchanged file back, or cancel the dossier and scan again."
            )
        }
    }
}
