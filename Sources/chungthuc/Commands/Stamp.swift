import ArgumentParser
import Pipeline

struct Stamp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamp",
        abstract: "Cấp số và đóng dấu bản sao (văn thư).",
        discussion: """
            Số chứng thực là số tiếp theo của sổ đang mở, không trùng, không nhảy số. Sau khi đóng dấu, bản chứng thực \
            được gửi tới người yêu cầu.

            Cách làm bằng thư mục: chuyển tệp vào awaiting-seal/stamp/.
            """
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var codes: [String] = []

    @Flag(help: "Đóng dấu tất cả hồ sơ đang chờ.")
    var all = false

    @Option(help: ArgumentHelp("Sổ chứng thực, khi có nhiều sổ đang mở.", valueName: "sổ"))
    var book: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try DossierSelection.validate(codes: codes, all: all)
    }

    func run() async throws {
        let selection = DossierSelection.make(codes: codes, all: all)
        let results = try await place.perform(.stamp(selection, book: book))
        try ResultPrinter(json: output.json, done: "đã đóng dấu").print(results)
    }
}
