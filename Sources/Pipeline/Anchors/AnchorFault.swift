import Faults

/// The ledger and what was said about it outside of it do not agree.
enum AnchorFault: Fault, Equatable {
    /// Fewer events than an anchor confirms: the tail was cut, or an older ledger stands here.
    case ledgerOlder(anchor: String, confirmed: Int64, found: Int64)
    /// At the count that the anchor confirms stands another hash.
    case chainDiffers(anchor: String, events: Int64)
    /// The anchor's files do not belong together any more.
    case altered(String)
    /// Its signer is none of this office's.
    case untrusted(String, signer: String)
    /// The ledger tells of anchors that are not in the folder.
    case missing(folder: String, from: Int, through: Int)
    case nothingToAnchor

    var code: String {
        switch self {
        case .ledgerOlder: "ledger-older-than-anchor"
        case .chainDiffers: "chain-differs-from-anchor"
        case .altered: "anchor-altered"
        case .untrusted: "anchor-untrusted"
        case .missing: "anchor-missing"
        case .nothingToAnchor: "nothing-to-anchor"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .ledgerOlder, .chainDiffers: .configuration
        case .altered, .untrusted, .missing, .nothingToAnchor: .data
        }
    }

    var message: Wording {
        switch self {
        case .ledgerOlder(let anchor, let confirmed, let found):
            Wording(
                vi: "Sổ cái cũ hơn mốc neo \(anchor): mốc xác nhận \(confirmed) sự kiện, sổ cái chỉ có \(found).",
                en: "The ledger is older than the anchor \(anchor): it confirms \(confirmed) events, \(found) are here."
            )
        case .chainDiffers(let anchor, let events):
            Wording(
                vi: "Chuỗi sự kiện khác với mốc neo \(anchor) tại sự kiện \(events).",
                en: "The chain differs from the anchor \(anchor) at event \(events)."
            )
        case .altered(let anchor):
            Wording(
                vi: "Mốc neo \(anchor) đã bị sửa hoặc hỏng: chữ ký không khớp.",
                en: "The anchor \(anchor) was altered or is damaged: its signature does not fit."
            )
        case .untrusted(let anchor, let signer):
            Wording(
                vi: "Mốc neo \(anchor) do “\(signer)” ký, không phải con dấu của cơ quan.",
                en: "The anchor \(anchor) was signed by '\(signer)', which is not the office's seal."
            )
        case .missing(let folder, let from, let through):
            Wording(
                vi: "Thiếu mốc neo từ thứ \(from) đến thứ \(through) trong \(folder).",
                en: "The anchors \(from) to \(through) are missing from \(folder)."
            )
        case .nothingToAnchor:
            Wording(vi: "Sổ cái chưa có sự kiện nào để neo.", en: "The ledger has no events to anchor.")
        }
    }

    var remedy: Wording {
        switch self {
        case .ledgerOlder, .chainDiffers:
            Wording(
                vi: "Trả sổ cái đúng về chỗ cũ; nếu phải dùng bản sao lưu, chạy chungthuc restore … --accept-gap.",
                en: "Put the right ledger back; if a backup must do, run chungthuc restore … --accept-gap."
            )
        case .untrusted:
            Wording(
                vi: "Nếu đó là con dấu trước đây của cơ quan, nêu chứng thư của nó ở register.anchor.signers;"
                    + " nếu không, lấy lại các tệp mốc neo từ bản sao của thư mục.",
                en: "If it was the office's seal once, name its certificate in register.anchor.signers;"
                    + " else bring the anchor's files back from a copy of the folder."
            )
        case .altered, .missing:
            Wording(
                vi: "Lấy lại các tệp mốc neo từ bản sao của thư mục; không tạo lại chúng.",
                en: "Bring the anchor's files back from a copy of the folder; do not make them anew."
            )
        case .nothingToAnchor:
            Wording(vi: "Chạy lại sau khi đã có hồ sơ hoặc sổ.", en: "Run it again when there are dossiers or books.")
        }
    }
}
