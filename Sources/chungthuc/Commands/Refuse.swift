import ArgumentParser
import Pipeline

struct Refuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse",
        abstract: "Từ chối tại quầy: lập văn bản từ chối chứng thực (PDF).",
        discussion: """
            Văn bản được ký số nếu cấu hình có refusals.signer, không thì chừa chỗ ký tay; mẫu ở refusals.template. \
            Không nêu --output thì tệp nằm trong spool/refusals/. In ra đường dẫn.

            Căn cứ: altered (tẩy xóa, sửa chữa), damaged (hư hỏng), secret (mật, không được sao chụp), unlawful (nội \
            dung trái pháp luật), not-legalised (nước ngoài, chưa hợp pháp hóa), unconfirmed (cá nhân tự lập).
            """
    )

    @OptionGroup var because: GroundOptions

    @Option(help: ArgumentHelp("Loại giấy tờ, như trong document-types của cấu hình.", valueName: "loại"))
    var type: String

    @Option(help: ArgumentHelp("Số CMND/CCCD hoặc MST của tài khoản.", valueName: "số"))
    var account: String?

    @Option(help: ArgumentHelp("Tên người yêu cầu, khi không có tài khoản.", valueName: "tên"))
    var name: String?

    @Option(help: ArgumentHelp("Ghi văn bản vào tệp này.", valueName: "tệp"))
    var output: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var format: OutputOptions

    func run() async throws {
        let wish = RefusalWish(
            account: account, name: name, documentType: type, ground: because.ground, reason: because.reason,
            output: output.map(Subject.file))
        try ResultPrinter(json: format.json, done: "").print(try await place.perform(.refuse(wish)))
    }
}
