import ArgumentParser
import Pipeline

struct AccountAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Thêm tài khoản.",
        discussion: """
            CMND có 9 chữ số, CCCD có 12 chữ số; MST có 10 chữ số, chi nhánh thêm gạch nối và 3 chữ số. Chữ số kiểm \
            tra của MST được tính lại.
            """
    )

    @Option(help: ArgumentHelp("Số CMND/CCCD hoặc MST.", valueName: "số"))
    var identity: String

    @OptionGroup var account: AccountOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.account(.add(account.fields(identity: identity))))
        try ResultPrinter(json: output.json, done: "đã thêm").print(results)
    }
}
