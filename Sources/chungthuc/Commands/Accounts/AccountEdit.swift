import ArgumentParser
import Pipeline

struct AccountEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Sửa tài khoản; hồ sơ đã lập giữ nguyên thông tin cũ.",
        discussion: "Nêu chữ trống (--phone '') thì thông tin đó bị xóa."
    )

    @Argument(help: ArgumentHelp("Số CMND/CCCD hoặc MST.", valueName: "số"))
    var identity: String

    @OptionGroup var account: AccountOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard account.fields() != AccountFields() else {
            throw ValidationError("Hãy nêu điều cần sửa: --name, --birth, --phone, --email hoặc --address")
        }
    }

    func run() async throws {
        let results = try await place.perform(.account(.edit(identity, account.fields())))
        try ResultPrinter(json: output.json, done: "đã sửa").print(results)
    }
}
