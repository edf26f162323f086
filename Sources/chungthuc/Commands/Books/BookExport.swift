import ArgumentParser
import Pipeline

struct BookExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Xuất báo cáo sổ: Excel (.xlsx), sổ in (.pdf), hoặc .csv cho máy.",
        discussion: """
            Đuôi của tên tệp quyết định dạng. Bảng Excel theo mẫu của hướng dẫn; --full thêm mọi cột. Sổ in theo tháng \
            (--month) hoặc cả năm, khổ A4 ngang, có cộng và lời khóa sổ.
            """
    )

    @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
    var book: String

    @Option(name: .customLong("output"), help: ArgumentHelp("Tệp kết quả; tệp cùng tên bị thay.", valueName: "tệp"))
    var path: String

    @Option(help: ArgumentHelp("Từ ngày chứng thực (2026-12-01).", valueName: "ngày"))
    var from: String?

    @Option(help: ArgumentHelp("Đến hết ngày chứng thực (2026-12-31).", valueName: "ngày"))
    var to: String?

    @Option(help: ArgumentHelp("Chỉ một tháng (2026-12).", valueName: "tháng"))
    var month: String?

    @Flag(help: "Mọi cột, không chỉ các cột của mẫu.")
    var full = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard month == nil || (from == nil && to == nil) else {
            throw ValidationError("Chỉ dùng --month hoặc --from, --to")
        }
    }

    func run() async throws {
        let query = RegisterQuery(book: book, from: from, to: to, month: month, isFull: full)
        let file = Subject.file(path)
        let count = try await exported(query, to: file)
        if output.json {
            JSONLine.print(ExportedReport(path: file, entries: count))
        } else {
            print("\(file): \(count) số chứng thực")
        }
    }

    private func exported(_ query: RegisterQuery, to file: String) async throws -> Int {
        var bar = ProgressBar()
        defer { bar.end() }
        return try await OfficeReader(place.office()).export(query, to: file) { bar.show($0, of: $1) }
    }

    private struct ExportedReport: Encodable {
        let path: String
        let entries: Int
    }
}
