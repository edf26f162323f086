import Faults

/// The office itself is not ready.
enum OfficeFault: Fault, Equatable {
    case noLedger(pipeline: String)
    /// The office's other process said something that this one does not understand.
    case strangeReply

    var code: String {
        switch self {
        case .noLedger: "no-ledger"
        case .strangeReply: "strange-reply"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .noLedger: .configuration
        case .strangeReply: .software
        }
    }

    var message: Wording {
        switch self {
        case .noLedger(let pipeline):
            Wording(vi: "Cơ quan “\(pipeline)” chưa có sổ cái.", en: "The pipeline '\(pipeline)' has no ledger yet.")
        case .strangeReply:
            Wording(
                vi: "Dịch vụ đang chạy trả lời không đúng định dạng.",
                en: "The running daemon's reply is not understood."
            )
        }
    }

    var remedy: Wording {
        switch self {
        case .noLedger:
            Wording(
                vi: "Chạy chungthuc init (hoặc chungthuc run) một lần; nếu sổ cái từng có, hãy khôi phục bản sao lưu.",
                en: "Run chungthuc init (or chungthuc run) once; if there was a ledger, restore the backup."
            )
        case .strangeReply:
            Wording(
                vi: "Khởi động lại dịch vụ để cùng phiên bản với lệnh này.",
                en: "Restart the daemon so that it has the version of this command."
            )
        }
    }
}
