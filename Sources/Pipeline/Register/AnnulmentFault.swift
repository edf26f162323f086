import Certification
import Faults

/// An annulment that is in the ledger, and has not reached the public yet.
enum AnnulmentFault: Fault, Equatable {
    case notPublished(DossierCode, file: String)
    case notWithdrawn(DossierCode, folder: String)

    var code: String {
        switch self {
        case .notPublished: "annulment-not-published"
        case .notWithdrawn: "annulled-link-not-withdrawn"
        }
    }

    var exitCode: ExitCode { .cannotCreate }

    var message: Wording {
        switch self {
        case .notPublished(let code, let file):
            Wording(
                vi: "Hồ sơ \(code) đã hủy giá trị, nhưng không ghi được danh sách công bố \(file).",
                en: "Dossier \(code) is annulled, but the public list \(file) cannot be written."
            )
        case .notWithdrawn(let code, let folder):
            Wording(
                vi: "Hồ sơ \(code) đã hủy giá trị, nhưng không gỡ được bản tải về trong \(folder).",
                en: "Dossier \(code) is annulled, but its published copy cannot be removed from \(folder)."
            )
        }
    }

    var remedy: Wording {
        Wording(
            vi: "Kiểm tra quyền ghi và chỗ trống; việc này được làm lại khi dịch vụ khởi động hoặc mỗi ngày.",
            en: "Check permissions and space; this is done again when the daemon starts, and daily."
        )
    }
}
