import Faults

/// Why a reply of a timestamp server is not a timestamp over what was asked.
package struct TimestampProblem: Error, Hashable, Sendable {
    package enum Code: String, Sendable, CaseIterable {
        case unreadable = "timestamp-unreadable"
        case refused = "timestamp-refused"
        case structureUnfit = "timestamp-unfit"
        case algorithmUnsupported = "timestamp-algorithm-unsupported"
        case wrongImprint = "timestamp-imprint-wrong"
        case wrongNonce = "timestamp-nonce-wrong"
        case wrongPolicy = "timestamp-policy-wrong"
        case wrongTime = "timestamp-time-wrong"
        case wrongCertificate = "timestamp-certificate-wrong"
        case signatureMismatch = "timestamp-signature-wrong"
        case purposeUnfit = "timestamp-certificate-purpose"
        case untrusted = "timestamp-untrusted"
    }

    package let code: Code
    /// Technical detail in English; may be empty.
    package let detail: String

    init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// What is wrong with the token's CMS structure, said of a server's reply.
    init(_ problem: SignatureProblem) {
        let code: Code =
            switch problem.code {
            case .structureUnreadable: .unreadable
            case .algorithmUnsupported: .algorithmUnsupported
            case .certificateMissing, .certificateMismatch: .wrongCertificate
            case .digestMismatch, .signatureMismatch: .signatureMismatch
            case .untrusted, .expired: .untrusted
            default: .structureUnfit
            }
        self.init(code, problem.detail)
    }

    package var wording: Wording {
        let tail = detail.isEmpty ? "" : " (\(detail))"
        let (vietnamese, english) = sentence
        return Wording(vi: vietnamese + tail, en: english + tail)
    }

    private var sentence: (vietnamese: String, english: String) {
        switch code {
        case .unreadable: ("trả lời không phải là dấu thời gian", "the reply is no timestamp reply")
        case .refused: ("từ chối cấp dấu thời gian", "it refused to give a timestamp")
        case .structureUnfit: ("dấu thời gian không đúng chuẩn", "the timestamp breaks its standard")
        case .algorithmUnsupported:
            ("dấu thời gian dùng thuật toán yếu hoặc không hỗ trợ", "the timestamp's algorithm is weak or unsupported")
        case .wrongImprint: ("dấu thời gian cho nội dung khác", "the timestamp is over something else")
        case .wrongNonce: ("dấu thời gian cũ, không phải cho yêu cầu này", "the timestamp answers another request")
        case .wrongPolicy: ("dấu thời gian theo chính sách khác", "the timestamp is given under another policy")
        case .wrongTime:
            ("giờ trong dấu thời gian lệch quá xa giờ của máy này", "the timestamp's time is far from this machine's")
        case .wrongCertificate:
            ("chứng thư kèm dấu thời gian không phải của chữ ký", "the timestamp's certificate is not its signer's")
        case .signatureMismatch: ("chữ ký của dấu thời gian không đúng", "the timestamp's signature is wrong")
        case .purposeUnfit:
            ("chứng thư không dành cho cấp dấu thời gian", "the certificate is not one for timestamps only")
        case .untrusted: ("dấu thời gian không tin cậy", "the timestamp's certificate is not trusted")
        }
    }
}
