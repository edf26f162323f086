import Certification
import Faults

/// An annulment that the public does not know of yet.
enum AnnulmentFault: Fault, Equatable {
    case notPublished(DossierCode, file: String)

    var code: String { "annulment-not-published" }
    var exitCode: ExitCode { .cannotCreate }

    var message: Wording {
        switch self {
        case .notPublished(let code, let file):
            Wording(
                vi: "Hồ sơ \(code) đã hủy giá trị, nhưng không ghi được danh sách công bố \(file).",
                en: "Dossier \(code) is annulled, but the public list \(file) cannot be written."
            )
        }
    }

    var remedy: Wording {
        Wording(
            vi: "Kiểm tra quyền ghi và chỗ trống; danh sách được ghi lại khi dịch vụ khởi động hoặc mỗi ngày.",
            en: "Check permissions and space; the list is written again when the daemon starts, and daily."
        )
    }
}
