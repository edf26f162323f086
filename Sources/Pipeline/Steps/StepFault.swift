import Certification
import Faults

/// A step that can be neither done nor undone from what is there.
enum StepFault: Fault, Equatable {
    /// The committed bytes are nowhere to be found.
    case resultMissing(DossierCode)
    /// The file is not where the ledger says.
    case documentMissing(DossierCode, path: String)
    /// The step before is committed, and its file is not in its place yet.
    case underWay(DossierCode)

    var code: String {
        switch self {
        case .resultMissing: "step-result-missing"
        case .documentMissing: "document-missing"
        case .underWay: "step-under-way"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .resultMissing: .software
        case .documentMissing: .data
        case .underWay: .temporary
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
        case .underWay(let code):
            Wording(
                vi: "Hồ sơ \(code): bước trước đã ghi vào sổ cái nhưng tệp chưa chuyển xong.",
                en: "Dossier \(code): the step before is in the ledger, but its file has not been moved yet."
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
        case .underWay:
            Wording(
                vi: "Chương trình tự làm nốt; chạy lại lệnh này sau. chungthuc doctor cho biết điều gì cản trở.",
                en: "It is finished by itself; run the command again later. chungthuc doctor says what is in the way."
            )
        }
    }
}
