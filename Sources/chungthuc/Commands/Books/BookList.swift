import ArgumentParser
import Pipeline

struct BookList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Liệt kê các sổ.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let books = try await OfficeReader(place.office()).books()
        guard !output.json else { return books.forEach { JSONLine.print($0) } }
        let header = ["STT", "Tên sổ", "Số ban đầu", "Số hiện tại", "Ngày mở sổ", "Ngày đóng sổ", "Khóa sổ"]
        let rows = books.enumerated().map { index, book in
            [
                "\(index + 1)", book.name, book.first, book.current ?? "", Words.date(book.opens),
                Words.date(book.closes), Words.time(book.closedAt),
            ]
        }
        print(TextTable.text([header] + rows))
    }
}
