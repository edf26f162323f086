import Faults

/// No timestamp is to be had now. A time of our own making never takes its place: what needs one waits.
package enum TimestampFault: Fault, Hashable {
    /// What became of each server that was asked.
    case unavailable([ServiceFailure])

    package var failures: [ServiceFailure] {
        switch self {
        case .unavailable(let failures): failures
        }
    }

    package var code: String { "timestamp-unavailable" }
    package var exitCode: ExitCode { .unavailable }

    package var message: Wording {
        let reasons = Wording(failures)
        return Wording(
            vi: "Chưa lấy được dấu thời gian. \(reasons.vietnamese).",
            en: "No timestamp is to be had. \(reasons.english)."
        )
    }

    package var remedy: Wording {
        Wording(
            vi: "Hồ sơ chờ ở nguyên chỗ cũ và được làm tiếp khi máy chủ dấu thời gian hoạt động lại; kiểm tra mạng và "
                + "signature.timestamp bằng chungthuc doctor.",
            en: "The dossier waits where it is and goes on when a timestamp server works again; check the network and "
                + "signature.timestamp with chungthuc doctor."
        )
    }
}
