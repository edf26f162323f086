import Certification
import Faults

/// A form or a sidecar that cannot be used as it is.
package enum FormFault: Fault, Equatable {
    case malformed(ConfigurationFault)
    case unknownDocumentType(slug: String, known: [String])
    /// What must be filled in before the dossier can be submitted.
    case incomplete(missing: [FormField])
    /// The applicant has an account only, and this office delivers by e-mail only.
    case noWayToDeliver
    /// - bytes: of the document; limit: of a whole message.
    case tooLargeForMail(bytes: Int, limit: Int)

    package var code: String {
        switch self {
        case .malformed: "form-malformed"
        case .unknownDocumentType: "unknown-document-type"
        case .incomplete: "form-incomplete"
        case .noWayToDeliver: "no-way-to-deliver"
        case .tooLargeForMail: "too-large-for-mail"
        }
    }

    package var exitCode: ExitCode { .data }

    package var message: Wording {
        switch self {
        case .malformed(let fault): fault.message
        case .unknownDocumentType(let slug, _):
            Wording(vi: "Không có loại giấy tờ “\(slug)”.", en: "There is no document type '\(slug)'.")
        case .incomplete(let missing):
            Wording(
                vi: "Tờ khai còn thiếu: \(missing.map(\.vietnamese).joined(separator: ", ")).",
                en: "The form lacks: \(missing.map(\.english).joined(separator: ", "))."
            )
        case .noWayToDeliver:
            Wording(
                vi: "Người yêu cầu chưa có địa chỉ thư điện tử để nhận bản chứng thực.",
                en: "The applicant has no e-mail address to receive the copy."
            )
        case .tooLargeForMail(let bytes, let limit):
            Wording(
                vi: "Tệp \(bytes) byte quá lớn để gửi qua thư: máy chủ thư chỉ nhận thư tới \(limit) byte.",
                en: "The file of \(bytes) octets is too large for mail: the largest message has \(limit)."
            )
        }
    }

    package var remedy: Wording {
        switch self {
        case .malformed(let fault): fault.remedy
        case .unknownDocumentType(_, let known):
            Wording(
                vi: "Chọn một trong: \(known.joined(separator: ", ")).",
                en: "Choose one of: \(known.joined(separator: ", "))."
            )
        case .incomplete:
            Wording(
                vi: "Điền vào tệp <mã>.yaml cạnh bản quét hoặc dùng chungthuc edit, rồi trình ký lại.",
                en: "Fill in <code>.yaml beside the scan or use chungthuc edit, then submit again."
            )
        case .noWayToDeliver:
            Wording(
                vi: "Thêm địa chỉ bằng chungthuc edit <mã> --email, rồi trình ký lại.",
                en: "Add an address with chungthuc edit <code> --email, then submit again."
            )
        case .tooLargeForMail:
            Wording(
                vi: "Quét lại với dung lượng nhỏ hơn, trả qua tài khoản, hoặc cấu hình delivery.email.links.",
                en: "Scan it smaller, deliver to an account, or configure delivery.email.links."
            )
        }
    }
}
