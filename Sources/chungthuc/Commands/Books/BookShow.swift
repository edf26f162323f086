import ArgumentParser
import Foundation
import Pipeline

struct BookShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Xem thông tin sổ và các số đã cấp.",
        discussion: """
            Với sổ đã khóa, --statement ghi bản khóa sổ ra tệp, chữ ký của con dấu ra tệp cùng tên thêm .p7s; kiểm tra \
            bằng: openssl cms -verify -binary -inform DER -in TỆP.p7s -content TỆP -purpose any -CAfile GỐC.pem
            """
    )

    @Argument(help: ArgumentHelp("Tên sổ.", valueName: "tên"))
    var book: String

    @Option(help: ArgumentHelp("In nhiều nhất n số.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Bỏ qua m số đầu.", valueName: "m"))
    var offset: Int = 0

    @Option(help: ArgumentHelp("Ghi bản khóa sổ và chữ ký ra tệp này.", valueName: "tệp"))
    var statement: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let reader = try OfficeReader(place.office())
        let sheet = try await reader.book(book)
        if let statement { try write(sheet.closing, to: Subject.file(statement)) }
        guard !output.json else {
            JSONLine.print(sheet)
            return try await reader.forEachEntry(of: book, limit: limit, offset: offset) { entries in
                for entry in entries { JSONLine.print(entry) }
            }
        }
        print(BookSheet.text(sheet))
        var table = StreamedTable(header: BookSheet.header)
        var ordinal = offset
        try await reader.forEachEntry(of: book, limit: limit, offset: offset) { entries in
            table.print(
                entries.map { entry in
                    ordinal += 1
                    return BookSheet.row(entry, ordinal: ordinal)
                })
        }
    }

    private func write(_ closing: BookSheetDocument.Closing?, to path: String) throws {
        guard let closing, let signature = Data(base64Encoded: closing.signature) else {
            throw ValidationError("Sổ \(book) chưa khóa, chưa có bản khóa sổ")
        }
        try Data(closing.statement.utf8).write(to: URL(fileURLWithPath: path))
        try signature.write(to: URL(fileURLWithPath: path + ".p7s"))
    }
}
