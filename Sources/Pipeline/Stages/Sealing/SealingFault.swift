import Faults

/// A signed copy that cannot be sealed as it is.
enum SealingFault: Fault, Equatable {
    case noPlaceForSeal

    var code: String { "no-place-for-seal" }
    var exitCode: ExitCode { .data }

    var message: Wording {
        Wording(
            vi: "Tệp không có trang lời chứng đã ký và còn chờ đóng dấu.",
            en: "The file has no attestation page that is signed and waits for its seal."
        )
    }

    var remedy: Wording {
        Wording(
            vi: "Chỉ đóng dấu tệp do hệ thống tạo ra khi lãnh đạo ký.",
            en: "Seal only the file that the system made when the leader signed."
        )
    }
}
