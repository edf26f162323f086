import ArgumentParser
import Pipeline

struct AccountList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Liệt kê tài khoản theo tên.")

    @Option(help: ArgumentHelp("Đối tượng: citizen, business; cách nhau bằng dấu phẩy.", valueName: "đối-tượng"))
    var kind: String?

    @Option(help: ArgumentHelp("In nhiều nhất n tài khoản.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Bỏ qua m tài khoản đầu.", valueName: "m"))
    var offset: Int = 0

    @Flag(help: "Chỉ in số tài khoản.")
    var count = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let reader = try OfficeReader(place.office())
        let kinds = kind?.split(separator: ",").map(String.init) ?? []
        guard !count else {
            let found = try await reader.countAccounts("", kinds: kinds)
            return output.json ? JSONLine.print(["count": found]) : print(found)
        }
        let accounts = try await reader.accounts("", kinds: kinds, limit: limit, offset: offset)
        AccountTable.print(accounts, json: output.json)
    }
}
