import ArgumentParser
import Pipeline

struct Resend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend",
        abstract: "Gửi lại bản chứng thực (văn thư).",
        discussion:
            "Cách làm bằng thư mục: chuyển tệp vào outbox/resend/; địa chỉ mới, nếu có, ghi vào <mã>.txt bên cạnh."
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var codes: [String]

    @Option(help: ArgumentHelp("Gửi tới địa chỉ này; bỏ trống: như lần gửi trước.", valueName: "địa-chỉ"))
    var email: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.resend(codes, email: email))
        try ResultPrinter(json: output.json, done: "đã gửi lại").print(results)
    }
}
