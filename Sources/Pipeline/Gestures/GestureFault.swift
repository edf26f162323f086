import Certification
import Faults

/// Why a file that somebody moved is not acted upon.
enum GestureFault: Fault, Equatable {
    /// Its name begins with no dossier code.
    case notADossier(name: String)
    case unknownDossier(DossierCode)
    /// The bytes are not the ones the ledger has for this dossier and desk.
    case otherBytes(DossierCode)
    case wrongState(DossierCode, DossierState, Transition)
    /// A file of a dossier's name stood where the dossier's own file belongs.
    case nameInTheWay(String)
    case unknownSigner(String, known: [String])
    case signerNeeded(known: [String])

    var code: String {
        switch self {
        case .notADossier: "not-a-dossier"
        case .unknownDossier: "dossier-unknown"
        case .otherBytes: "bytes-differ"
        case .wrongState: "transition-not-allowed"
        case .nameInTheWay: "name-in-the-way"
        case .unknownSigner: "signer-unknown"
        case .signerNeeded: "signer-needed"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .notADossier, .otherBytes, .wrongState, .nameInTheWay: .data
        case .unknownDossier: .notFound
        case .unknownSigner, .signerNeeded: .usage
        }
    }

    var message: Wording {
        switch self {
        case .notADossier(let name):
            Wording(
                vi: "Tệp \(name) không phải là tệp của một hồ sơ (tên phải bắt đầu bằng mã hồ sơ).",
                en: "The file \(name) is no dossier's (its name must begin with a dossier code)."
            )
        case .unknownDossier(let code):
            Wording(vi: "Không có hồ sơ \(code).", en: "There is no dossier \(code).")
        case .otherBytes(let code):
            Wording(
                vi: "Nội dung tệp không phải là nội dung mà sổ cái ghi nhận cho hồ sơ \(code) ở bước này.",
                en: "The bytes are not the ones that the ledger has for dossier \(code) at this desk."
            )
        case .wrongState(let code, let state, let transition):
            Wording(
                vi: "Hồ sơ \(code) đang ở trạng thái “\(state.vietnamese)” nên không thể \(transition.vietnamese).",
                en: "Dossier \(code) is \(state.rawValue), which does not allow to \(transition.rawValue) it."
            )
        case .nameInTheWay(let name):
            Wording(
                vi: "Tệp \(name) này không do hệ thống tạo ra và chiếm tên của một hồ sơ.",
                en: "This file \(name) was not made by the system and stood under a dossier's name."
            )
        case .unknownSigner(let id, _):
            Wording(vi: "Không có người ký “\(id)”.", en: "There is no signer '\(id)'.")
        case .signerNeeded:
            Wording(vi: "Có nhiều người ký, chưa rõ ai ký.", en: "There are several signers: which one signs?")
        }
    }

    var remedy: Wording {
        switch self {
        case .notADossier, .unknownDossier:
            Wording(
                vi: "Thả bản quét mới vào inbox/; tìm mã hồ sơ bằng chungthuc list.",
                en: "Drop new scans into inbox/; find codes with chungthuc list."
            )
        case .otherBytes:
            Wording(
                vi:
                    "Dùng đúng tệp trên bàn làm việc, không sửa nội dung; nếu tệp gốc đã mất, hãy hủy hồ sơ và quét lại.",
                en: "Use the desk's own file unchanged; if it is lost, cancel the dossier and scan again."
            )
        case .wrongState(let code, _, _):
            Wording(
                vi: "Xem hồ sơ bằng chungthuc show \(code).",
                en: "Look at the dossier with chungthuc show \(code)."
            )
        case .nameInTheWay:
            Wording(
                vi: "Tệp được giữ nguyên ở đây; hãy đổi tên nếu còn cần.",
                en: "The file is kept here untouched; rename it if it is still needed."
            )
        case .unknownSigner(_, let known), .signerNeeded(let known):
            Wording(
                vi: "Chọn bằng --signer (hoặc thư mục sign/<id>/) một trong: \(known.joined(separator: ", ")).",
                en: "Choose with --signer (or the folder sign/<id>/) one of: \(known.joined(separator: ", "))."
            )
        }
    }
}

extension Fault {
    /// Message and remedy in one, for a reason file.
    var wording: Wording {
        Wording(
            vi: message.vietnamese + "\n" + remedy.vietnamese,
            en: message.english + " " + remedy.english
        )
    }
}
