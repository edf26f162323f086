import ArgumentParser
import Pipeline

struct AccountFind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Tìm tài khoản theo số CMND/CCCD/MST, tên, điện thoại hoặc địa chỉ.",
        discussion: "Không cần gõ dấu, gõ một phần cũng được."
    )

    @Argument(help: ArgumentHelp("Số hoặc chữ cần tìm.", valueName: "chữ"))
    var text: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        AccountTable.print(try await OfficeReader(place.office()).accounts(text), json: output.json)
    }
}
