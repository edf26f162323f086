import ArgumentParser
import Pipeline

struct BookDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Xóa sổ còn trống; sổ đã cấp số không xóa được.")

    @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
    var book: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try ResultPrinter(json: output.json, done: "đã xóa").print(try await place.perform(.book(book, .delete)))
    }
}
