import ArgumentParser
import Pipeline

struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Trả lại hồ sơ cho cán bộ tư pháp (lãnh đạo, văn thư).",
        discussion: """
            Lãnh đạo trả lại hồ sơ chờ ký; văn thư trả lại bản đã ký mà không đóng dấu: cán bộ nhận lại đúng bản đã \
            trình, số đã cấp (nếu có) bị bỏ và vẫn ghi trong sổ.

            Cách làm bằng thư mục: chuyển tệp vào awaiting-signature/reject/ hoặc awaiting-seal/reject/, kèm <mã>.txt \
            ghi lý do (dòng đầu có thể là một căn cứ).
            """
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var codes: [String]

    @OptionGroup var because: GroundOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.reject(codes, reason: because.reason, ground: because.ground))
        try ResultPrinter(json: output.json, done: "đã trả lại").print(results)
    }
}
