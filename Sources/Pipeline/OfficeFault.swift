import Faults

/// The office itself is not ready.
enum OfficeFault: Fault, Equatable {
    case noLedger(pipeline: String)
    /// A batch run ended while files were still being written or could not be dealt with yet.
    case somethingLeft
    /// The office's other process said something that this one does not understand.
    case strangeReply

    var code: String {
        switch self {
        case .noLedger: "no-ledger"
        case .somethingLeft: "something-left"
        case .strangeReply: "strange-reply"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .noLedger: .configuration
        case .somethingLeft: .temporary
        case .strangeReply: .software
        }
    }

    var message: Wording {
        switch self {
        case .noLedger(let pipeline):
            Wording(vi: "Cơ quan “\(pipeline)” chưa có sổ cái.", en: "The pipeline '\(pipeline)' has no ledger yet.")
        case .somethingLeft:
            Wording(
                vi: "Còn tệp đang được ghi hoặc chưa xử lý được lúc này.",
                en: "Some files are still being written or cannot be dealt with yet."
            )
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
        case .somethingLeft:
            Wording(
                vi: "Chạy lại lệnh này sau; chungthuc doctor cho biết điều gì cản trở.",
                en: "Run the command again later; chungthuc doctor says what is in the way."
            )
        case .strangeReply:
            Wording(
                vi: "Khởi động lại dịch vụ để cùng phiên bản với lệnh này.",
                en: "Restart the daemon so that it has the version of this command."
            )
        }
    }
}
