import ArgumentParser
import Pipeline

struct Rate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "Ghi đánh giá của người nhận về một hồ sơ đã trả.",
        discussion: "Mức: very-satisfied (rất hài lòng), satisfied (hài lòng), dissatisfied (không hài lòng)."
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var code: String

    @Argument(help: ArgumentHelp("Mức đánh giá.", valueName: "mức"))
    var level: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.rate(code, level: level))
        try ResultPrinter(json: output.json, done: "đã ghi đánh giá").print(results)
    }
}
