import ArgumentParser
import Pipeline

struct Annul: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annul",
        abstract: "Hủy giá trị bản sao chứng thực sai (thủ trưởng cơ quan).",
        discussion: """
            Không thể rút lại. Sổ chứng thực, danh sách, báo cáo và chungthuc verify đều ghi bản sao đã bị hủy giá trị; \
            thư chưa gửi không được gửi nữa. Tệp annulled.json để công bố gồm số, mã hồ sơ và lý do: không ghi thông tin \
            cá nhân vào lý do.
            """
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var codes: [String]

    @OptionGroup var because: ReasonOption
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.annul(codes, reason: because.reason))
        try ResultPrinter(json: output.json, done: "đã hủy giá trị").print(results)
    }
}
