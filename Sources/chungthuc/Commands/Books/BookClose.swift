import ArgumentParser
import Pipeline

struct BookClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Khóa sổ: không cấp số nữa, chốt số lượng, ký bằng con dấu.",
        discussion: "Sổ đã khóa không mở lại được."
    )

    @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
    var book: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try ResultPrinter(json: output.json, done: "đã khóa").print(try await place.perform(.book(book, .close)))
    }
}
