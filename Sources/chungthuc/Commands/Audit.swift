import ArgumentParser
import Pipeline

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Chứng minh sổ cái: chuỗi sự kiện, số không trùng không nhảy, tệp đúng mã băm, mốc neo.",
        discussion: """
            Mốc neo là bản ghi (số sự kiện, mã băm cuối chuỗi) do con dấu ký, đặt ngoài sổ cái: nhờ đó phát hiện sổ cái \
            bị cắt đuôi hoặc bị thay bằng bản cũ. Dịch vụ tự neo hằng ngày; --anchor neo ngay lúc này.
            """
    )

    @Flag(help: "Ký và đặt một mốc neo mới trước khi kiểm tra.")
    var anchor = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if anchor {
            let results = try await place.perform(.anchor)
            if let fault = results.lazy.compactMap(\.fault).first { throw fault }
        }
        let audit = try await OfficeReader(place.office()).audit()
        output.json ? JSONLine.print(audit) : print(AuditSheet.text(audit))
        if audit.found > 0 { throw CommandFailure(exitCode: .data) }
    }
}
