import ArgumentParser
import Pipeline

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Hủy hồ sơ, dừng xử lý (cán bộ tư pháp).",
        discussion: "Cách làm bằng thư mục: chuyển tệp vào scanned/cancel/."
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var codes: [String]

    @OptionGroup var because: ReasonOption
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.cancel(codes, reason: because.reason))
        try ResultPrinter(json: output.json, done: "đã hủy").print(results)
    }
}
