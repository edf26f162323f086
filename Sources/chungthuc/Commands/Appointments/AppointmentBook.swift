import ArgumentParser
import Pipeline

struct AppointmentBook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Đặt lịch hẹn cho người có tài khoản.",
        discussion: """
            In ra mã lịch hẹn và nhắn tin cho người hẹn. Cổng dịch vụ công đặt bằng tệp JSON trong inbox/appointments/, \
            trả lời ở <tên>.answer.json bên cạnh.
            """
    )

    @Option(help: ArgumentHelp("Số CMND/CCCD hoặc MST của tài khoản.", valueName: "số"))
    var account: String

    @Option(help: ArgumentHelp("Loại giấy tờ, như trong document-types của cấu hình.", valueName: "loại"))
    var type: String

    @Option(help: ArgumentHelp("Giờ hẹn, ví dụ \"2026-12-01 09:00\".", valueName: "giờ"))
    var at: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let wish = AppointmentWish(account: account, documentType: type, at: at)
        let results = try await place.perform(.appointment(.book(wish)))
        try ResultPrinter(json: output.json, done: "đã đặt").print(results)
    }
}
