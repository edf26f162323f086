import Faults

/// A signed copy that cannot be sealed as it is.
enum SealingFault: Fault, Equatable {
    case noPlaceForSeal
    /// Handing back: the signed file does not begin with the one that was submitted.
    case submissionUnknown

    var code: String {
        switch self {
        case .noPlaceForSeal: "no-place-for-seal"
        case .submissionUnknown: "submission-unknown"
        }
    }
    var exitCode: ExitCode { .data }

    var message: Wording {
        switch self {
        case .noPlaceForSeal:
            Wording(
                vi: "Tệp không có trang lời chứng đã ký và còn chờ đóng dấu.",
                en: "The file has no attestation page that is signed and waits for its seal."
            )
        case .submissionUnknown:
            Wording(
                vi: "Tệp đã ký không chứa bản đã trình, nên không trả lại được.",
                en: "The signed file does not hold the one that was submitted: it cannot be handed back."
            )
        }
    }

    var remedy: Wording {
        switch self {
        case .noPlaceForSeal:
            Wording(
                vi: "Chỉ đóng dấu tệp do hệ thống tạo ra khi lãnh đạo ký; tệp khác thì trả lại bằng chungthuc reject.",
                en: "Seal only the file that the system made when the leader signed; return others with reject."
            )
        case .submissionUnknown:
            Wording(
                vi: "Chạy chungthuc audit và báo người quản trị.",
                en: "Run chungthuc audit and tell the administrator."
            )
        }
    }
}
