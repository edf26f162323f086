import ArgumentParser
import Pipeline

struct Book: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Quản lý sổ chứng thực (văn thư).",
        subcommands: [Add.self, BookList.self]
    )

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Thêm sổ; tên sổ tự có hậu tố /ĐT.")

        @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
        var name: String

        @Option(help: ArgumentHelp("Số bắt đầu sổ.", valueName: "số"))
        var first: Int = 1

        @Option(help: ArgumentHelp("Ngày mở sổ (2026-01-01).", valueName: "ngày"))
        var open: String

        @Option(help: ArgumentHelp("Ngày đóng sổ (2026-12-31).", valueName: "ngày"))
        var close: String

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let book = OfficeRequest.NewBook(name: name, first: first, opens: open, closes: close)
            try ResultPrinter(json: output.json, done: "").print(try await place.perform(.addBook(book)))
        }
    }

    struct BookList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Liệt kê các sổ.")

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let books = try await OfficeReader(place.office()).books()
            guard !output.json else { return books.forEach { JSONLine.print($0) } }
            let header = ["Tên sổ", "Số ban đầu", "Số hiện tại", "Ngày mở sổ", "Ngày đóng sổ"]
            print(TextTable.text([header] + books.map { [$0.name, $0.first, $0.current ?? "", $0.opens, $0.closes] }))
        }
    }
}
