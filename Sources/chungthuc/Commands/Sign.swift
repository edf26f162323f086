import ArgumentParser
import Pipeline

struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Ký số bản sao (lãnh đạo).",
        discussion: """
            Hệ thống thêm một trang lời chứng và ký bằng chứng thư số của người ký. Mỗi hồ sơ có kết quả riêng: một hồ \
            sơ lỗi không cản các hồ sơ khác.

            Cách làm bằng thư mục: chuyển tệp vào awaiting-signature/sign/.
            """
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var codes: [String] = []

    @Flag(help: "Ký tất cả hồ sơ đang chờ ký.")
    var all = false

    @Option(help: ArgumentHelp("Người ký, khi có nhiều người ký.", valueName: "id"))
    var signer: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try DossierSelection.validate(codes: codes, all: all)
    }

    func run() async throws {
        let selection = DossierSelection.make(codes: codes, all: all)
        let results = try await place.perform(.sign(selection, signer: signer))
        try ResultPrinter(json: output.json, done: "đã ký").print(results)
    }
}
