import ArgumentParser
import Pipeline

struct AccountForget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Xóa dữ liệu cá nhân mà sổ chứng thực không phải giữ.",
        discussion: """
            Xóa tài khoản, lịch hẹn, điện thoại, địa chỉ và nơi nhận của người đó; hồ sơ đã hủy không còn ghi tên. Bản \
            đã chứng thực, tên và số trong sổ được giữ theo luật. Còn hồ sơ đang xử lý thì chưa xóa được.
            """
    )

    @Argument(help: ArgumentHelp("Số CMND/CCCD hoặc MST.", valueName: "số"))
    var identity: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.account(.forget(identity)))
        try ResultPrinter(json: output.json, done: "đã xóa").print(results)
        if !output.json { print("Đã xóa dữ liệu cá nhân.") }
    }
}
