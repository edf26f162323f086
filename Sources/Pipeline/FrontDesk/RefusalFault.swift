import Faults

/// A written refusal that cannot be made.
enum RefusalFault: Fault, Equatable {
    /// More than a page.
    case tooLong
    /// Nobody was named.
    case nobody

    var code: String {
        switch self {
        case .tooLong: "refusal-too-long"
        case .nobody: "name-missing"
        }
    }

    var exitCode: ExitCode { .data }

    var field: String? {
        switch self {
        case .tooLong: "reason"
        case .nobody: "name"
        }
    }

    var message: Wording {
        switch self {
        case .tooLong:
            Wording(vi: "Văn bản từ chối dài quá một trang.", en: "The refusal is longer than a page.")
        case .nobody:
            Wording(vi: "Chưa nêu người yêu cầu chứng thực.", en: "Nobody is named.")
        }
    }

    var remedy: Wording {
        switch self {
        case .tooLong:
            Wording(
                vi: "Viết lý do hoặc mẫu refusals.template ngắn lại.", en: "Shorten the reason or refusals.template.")
        case .nobody:
            Wording(vi: "Dùng --account hoặc --name.", en: "Use --account or --name.")
        }
    }
}
