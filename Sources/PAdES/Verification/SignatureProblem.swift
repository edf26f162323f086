import Faults

/// Something about a signature in a file that keeps it from holding.
package struct SignatureProblem: Error, Hashable, Sendable, Codable {
    package enum Code: String, Sendable, Codable {
        case byteRangeInvalid = "byte-range-invalid"
        case contentsMisplaced = "contents-misplaced"
        case revisionUnreadable = "signed-revision-unreadable"
        case notInSignedRevision = "not-in-signed-revision"
        case subFilterUnsupported = "sub-filter-unsupported"
        case structureUnreadable = "signature-unreadable"
        case structureUnfit = "signature-unfit"
        case algorithmUnsupported = "algorithm-unsupported"
        case certificateMissing = "certificate-missing"
        case certificateMismatch = "signing-certificate-mismatch"
        case digestMismatch = "digest-mismatch"
        case signatureMismatch = "signature-mismatch"
        case keyUsageUnfit = "key-usage-unfit"
        case untrusted = "certificate-untrusted"
        /// It, or one above it, was not valid at the time that counts.
        case expired = "certificate-expired"
        case revoked = "certificate-revoked"
        case evidenceUnfit = "revocation-evidence-unfit"
        case timestampMismatch = "timestamp-mismatch"
        case timestampUntrusted = "timestamp-untrusted"
        case changedAfterwards = "changed-afterwards"
    }

    package let code: Code
    /// Technical detail in English; may be empty.
    package let detail: String

    init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// The detail is for the English half: an officer reads what it means.
    package var wording: Wording {
        let (vietnamese, english) = sentence
        return Wording(vi: vietnamese, en: detail.isEmpty ? english : "\(english) (\(detail))")
    }

    private var sentence: (vietnamese: String, english: String) {
        switch code {
        case .byteRangeInvalid:
            ("phạm vi được ký (ByteRange) không hợp lệ", "the ByteRange is not valid")
        case .contentsMisplaced:
            (
                "chữ ký không nằm ở chỗ mà ByteRange chừa ra",
                "the signature is not where the ByteRange leaves room for it"
            )
        case .revisionUnreadable:
            ("không đọc được phần tệp đã được ký", "the part of the file that was signed cannot be read")
        case .notInSignedRevision:
            ("phần tệp được ký không chứa chữ ký này", "the signed part of the file does not hold this signature")
        case .subFilterUnsupported:
            ("định dạng chữ ký không được hỗ trợ", "the signature's format is not supported")
        case .structureUnreadable: ("không đọc được cấu trúc chữ ký", "the signature's structure cannot be read")
        case .structureUnfit: ("cấu trúc chữ ký không đúng chuẩn", "the signature's structure breaks its standard")
        case .algorithmUnsupported:
            ("thuật toán ký yếu hoặc không được hỗ trợ", "the signature's algorithm is weak or not supported")
        case .certificateMissing:
            ("chữ ký không kèm chứng thư số của người ký", "the signature does not hold the signer's certificate")
        case .certificateMismatch:
            ("chứng thư số kèm theo không phải của chữ ký này", "the certificate beside the signature is not its own")
        case .digestMismatch: ("nội dung đã bị thay đổi sau khi ký", "the content was changed after it was signed")
        case .signatureMismatch: ("giá trị chữ ký không đúng", "the signature's value is wrong")
        case .keyUsageUnfit:
            ("chứng thư số của người ký không dùng để ký", "the signer's certificate is not one for signatures")
        case .untrusted:
            ("chứng thư số không dẫn tới gốc tin cậy", "the certificate does not lead to a trusted root")
        case .expired:
            (
                "chứng thư số đã hết hạn hoặc chưa có hiệu lực vào thời điểm ký",
                "a certificate had run out, or was not valid yet, when the signature was made"
            )
        case .revoked:
            (
                "chứng thư số đã bị thu hồi trước thời điểm ký",
                "the certificate had been revoked when the signature was made"
            )
        case .evidenceUnfit:
            (
                "dữ liệu thu hồi kèm theo không do nơi cấp chứng thư số ký",
                "the revocation data in the file is not signed by the certificate's issuer"
            )
        case .timestampMismatch:
            ("dấu thời gian không phải của nội dung này", "the timestamp is not about this content")
        case .timestampUntrusted:
            ("dấu thời gian không dẫn tới gốc tin cậy", "the timestamp does not lead to a trusted root")
        case .changedAfterwards:
            (
                "tệp bị thay đổi sau khi ký, quá mức điền biểu mẫu và ký tiếp",
                "the file was changed after signing beyond filling in forms and signing"
            )
        }
    }
}
