import ArgumentParser
import Pipeline

struct BookAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Thêm sổ; tên sổ tự có hậu tố /ĐT.",
        discussion: """
            Không nêu --first thì sổ tiếp tục số của sổ trước trong năm; sổ đầu tiên của năm bắt đầu từ số 1. Sổ mở và \
            đóng trong cùng một năm.
            """
    )

    @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
    var name: String

    @Option(help: ArgumentHelp("Số bắt đầu sổ.", valueName: "số"))
    var first: Int?

    @Option(help: ArgumentHelp("Số chữ số tối thiểu, ví dụ 3 cho 001/ĐT.", valueName: "n"))
    var padding: Int?

    @Option(help: ArgumentHelp("Ngày mở sổ (2026-01-01).", valueName: "ngày"))
    var open: String

    @Option(help: ArgumentHelp("Ngày đóng sổ (2026-12-31).", valueName: "ngày"))
    var close: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let fields = OfficeRequest.BookFields(first: first, padding: padding, opens: open, closes: close)
        let results = try await place.perform(.book(name, .add(fields)))
        try ResultPrinter(json: output.json, done: "đã thêm").print(results)
    }
}
