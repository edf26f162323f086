import ArgumentParser
import Pipeline

struct BookEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Sửa thông tin sổ.",
        discussion: """
            Sổ đã cấp số chỉ đổi được ngày mở, ngày đóng, và các ngày đã cấp số phải nằm trong đó. Sổ đã khóa không sửa \
            được.
            """
    )

    @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
    var book: String

    @Option(help: ArgumentHelp("Tên mới.", valueName: "tên"))
    var name: String?

    @Option(help: ArgumentHelp("Số bắt đầu sổ.", valueName: "số"))
    var first: Int?

    @Option(help: ArgumentHelp("Số chữ số tối thiểu, ví dụ 3 cho 001/ĐT.", valueName: "n"))
    var padding: Int?

    @Option(help: ArgumentHelp("Ngày mở sổ (2026-01-01).", valueName: "ngày"))
    var open: String?

    @Option(help: ArgumentHelp("Ngày đóng sổ (2026-12-31).", valueName: "ngày"))
    var close: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard name != nil || first != nil || padding != nil || open != nil || close != nil else {
            throw ValidationError("Hãy nêu điều cần sửa: --name, --first, --padding, --open hoặc --close")
        }
    }

    func run() async throws {
        let fields = OfficeRequest.BookFields(name: name, first: first, padding: padding, opens: open, closes: close)
        let results = try await place.perform(.book(book, .edit(fields)))
        try ResultPrinter(json: output.json, done: "đã sửa").print(results)
    }
}
