import ArgumentParser
import Pipeline

struct Edit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Sửa tờ khai, hoặc thay bản quét của hồ sơ bị trả lại (cán bộ tư pháp).",
        discussion: "Cách làm bằng thư mục: sửa tệp <mã>.yaml cạnh bản quét trong scanned/."
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var code: String

    @OptionGroup var form: FormOptions

    @Option(help: ArgumentHelp("Bản quét mới thay cho bản bị trả lại.", valueName: "tệp"))
    var scan: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let change = OfficeRequest.FormChange(
            code: code,
            fields: form.fields,
            scan: scan.map(Subject.file)
        )
        let results = try await place.perform(.edit(change))
        try ResultPrinter(json: output.json, done: "đã sửa").print(results)
    }
}
