import ArgumentParser
import Pipeline

struct AppointmentProcess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Xử lý lịch hẹn: đính kèm bản quét, trình ký.",
        discussion: """
            Tờ khai được điền sẵn từ lịch hẹn; mỗi bản quét thành một hồ sơ. In ra mã hồ sơ.

            Cách làm bằng thư mục: đặt tên bản quét bắt đầu bằng mã lịch hẹn (CTĐT-300620-0001.pdf) rồi thả vào inbox/.
            """
    )

    @Argument(help: ArgumentHelp("Mã lịch hẹn.", valueName: "mã"))
    var code: String

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Bản quét (PDF), một hay nhiều tệp.", valueName: "tệp"))
    var scan: [String]

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !scan.isEmpty else { throw ValidationError("--scan: hãy nêu bản quét") }
    }

    func run() async throws {
        let scans = scan.map(Subject.file)
        let results = try await place.perform(.appointment(.process(code, scans: scans)))
        try ResultPrinter(style: output.json ? .json : .codes).print(results)
    }
}
