import Faults

/// A signature that could not be put into a file.
package enum SigningFault: Fault, Equatable {
    /// The CMS structure is larger than what was reserved for it, both in octets.
    case contentsTooSmall(field: String, reserved: Int, needed: Int)
    /// The input is not the file that the revision was made for, both in octets.
    case inputChanged(field: String, expected: Int, found: Int)
    /// A rule that our own code broke.
    case software(reason: String)

    package var code: String {
        switch self {
        case .contentsTooSmall: "signature-contents-too-small"
        case .inputChanged: "signature-input-changed"
        case .software: "signature-software"
        }
    }

    package var message: Wording {
        switch self {
        case .contentsTooSmall(let field, let reserved, let needed):
            Wording(
                vi: "Ô chữ ký \(field): chỗ dành cho chữ ký không đủ (\(reserved) byte, cần \(needed)).",
                en: "Signature field \(field): the room reserved for the signature is too small"
                    + " (\(reserved) octets, \(needed) needed)."
            )
        case .inputChanged(let field, let expected, let found):
            Wording(
                vi: "Ô chữ ký \(field): tệp đã thay đổi khi đang ký (\(found) byte, trước đó \(expected)).",
                en: "Signature field \(field): the file changed while it was being signed"
                    + " (\(found) octets, \(expected) before)."
            )
        case .software(let reason):
            Wording(vi: "Lỗi của chương trình khi ký: \(reason).", en: "Our own fault while signing: \(reason).")
        }
    }

    package var remedy: Wording {
        switch self {
        case .inputChanged:
            Wording(vi: "Ký lại.", en: "Sign again.")
        case .contentsTooSmall, .software:
            Wording(
                vi: "Gửi nhật ký cho người quản trị; hồ sơ vẫn nguyên ở chỗ cũ.",
                en: "Show the log to the administrator; the dossier is where it was."
            )
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .inputChanged: .temporary
        case .contentsTooSmall, .software: .software
        }
    }
}
