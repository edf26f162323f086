import Faults
import FoundationEssentials

/// A certificate that may not sign, or of which nobody says that it may.
package enum RevocationFault: Fault, Hashable {
    /// - Parameter certificate: the subject's name.
    case revoked(certificate: String, since: Date?)
    /// What became of each server that was asked.
    case unavailable(certificate: String, [ServiceFailure])
    /// The certificate names neither an OCSP responder nor a CRL that can be asked.
    case noSource(certificate: String)
    /// The certificates above this one are not known up to a root.
    case pathIncomplete(certificate: String)

    package var code: String {
        switch self {
        case .revoked: "certificate-revoked"
        case .unavailable: "revocation-unavailable"
        case .noSource: "revocation-source-missing"
        case .pathIncomplete: "certificate-path-incomplete"
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .unavailable: .unavailable
        case .revoked, .noSource, .pathIncomplete: .configuration
        }
    }

    package var message: Wording {
        switch self {
        case .revoked(let certificate, let since):
            return Wording(
                vi: "Chứng thư số “\(certificate)” đã bị thu hồi\(since.map { " lúc \($0.vietnamese)" } ?? "").",
                en: "The certificate '\(certificate)' has been revoked"
                    + "\(since.map { " (\($0.formatted(.iso8601)))" } ?? "")."
            )
        case .unavailable(let certificate, let failures):
            let reasons = Wording(failures)
            return Wording(
                vi: "Chưa hỏi được chứng thư số “\(certificate)” có bị thu hồi không. \(reasons.vietnamese).",
                en: "Whether the certificate '\(certificate)' is revoked cannot be learnt. \(reasons.english)."
            )
        case .noSource(let certificate):
            return Wording(
                vi: "Chứng thư số “\(certificate)” không ghi nơi tra cứu thu hồi (OCSP hoặc CRL).",
                en: "The certificate '\(certificate)' names no place to ask for revocation (OCSP or CRL)."
            )
        case .pathIncomplete(let certificate):
            return Wording(
                vi: "Thiếu chứng thư số cấp trên của “\(certificate)”.",
                en: "The issuer's certificate of '\(certificate)' is missing."
            )
        }
    }

    package var remedy: Wording {
        switch self {
        case .revoked:
            Wording(
                vi: "Không ký bằng chứng thư số này nữa; xin cấp chứng thư mới và thay tệp khóa.",
                en: "Sign with it no more; have a new certificate issued and replace the key file."
            )
        case .unavailable:
            Wording(
                vi: "Hồ sơ chờ ở nguyên chỗ cũ và được làm tiếp khi máy chủ hoạt động lại; kiểm tra mạng.",
                en: "The dossier waits where it is and goes on when the server works again; check the network."
            )
        case .noSource:
            Wording(
                vi: "Dùng chứng thư số của tổ chức có dịch vụ OCSP hoặc CRL, hoặc đặt signature.level là B-T, B-B.",
                en: "Use a certificate of a provider with OCSP or CRLs, or set signature.level to B-T or B-B."
            )
        case .pathIncomplete:
            Wording(
                vi:
                    "Xuất lại tệp khóa kèm mọi chứng thư cấp trên đến gốc; với máy chủ dấu thời gian, ghi chúng vào tệp "
                    + "của signature.timestamp.trust.",
                en:
                    "Export the key file again with all issuers up to the root; for a timestamp server, put them into the "
                    + "file of signature.timestamp.trust."
            )
        }
    }
}
