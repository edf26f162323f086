import ArgumentParser
import Pipeline

/// The parts of a dossier's form.
struct FormOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Loại giấy tờ, như trong document-types của cấu hình.", valueName: "loại"))
    var type: String?

    @Option(help: ArgumentHelp("Địa chỉ nhận bản chứng thực (không có tài khoản).", valueName: "địa-chỉ"))
    var email: String?

    @Option(help: ArgumentHelp("Số CMND/CCCD hoặc MST của người yêu cầu.", valueName: "số"))
    var account: String?

    @Option(help: ArgumentHelp("Số bản sao.", valueName: "n"))
    var copies: Int?

    @Option(help: ArgumentHelp("Ghi chú.", valueName: "chữ"))
    var note: String?

    @Option(help: ArgumentHelp("Số ngày làm việc hẹn thêm, đã thỏa thuận (0–2).", valueName: "n"))
    var agreedDays: Int?

    var fields: FormFields {
        FormFields(
            type: type, email: email, account: account, copies: copies, note: note, agreedDays: agreedDays)
    }
}
