import Faults

/// The office itself is not ready.
enum OfficeFault: Fault, Equatable {
    /// The office has dossiers or anchors, and no ledger.
    case ledgerMissing(pipeline: String)
    /// A batch run ended while files were still being written or could not be dealt with yet.
    case somethingLeft
    /// The office's other process said something that this one does not understand.
    case strangeReply

    var code: String {
        switch self {
        case .ledgerMissing: "ledger-missing"
        case .somethingLeft: "something-left"
        case .strangeReply: "strange-reply"
        }
    }

    var exitCode: ExitCode {
        switch self {
        case .ledgerMissing: .configuration
        case .somethingLeft: .temporary
        case .strangeReply: .software
        }
    }

    var message: Wording {
        switch self {
        case .ledgerMissing(let pipeline):
            Wording(
                vi: "Cơ quan “\(pipeline)” có hồ sơ hoặc mốc neo nhưng sổ cái không còn.",
                en: "The pipeline '\(pipeline)' has dossiers or anchors, but its ledger is gone."
            )
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
        case .ledgerMissing:
            Wording(
                vi: "Trả ledger.sqlite về spool/.state, hoặc khôi phục bản sao lưu bằng chungthuc restore.",
                en: "Put ledger.sqlite back into spool/.state, or bring a backup back with chungthuc restore."
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
