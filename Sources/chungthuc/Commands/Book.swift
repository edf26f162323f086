import ArgumentParser

struct Book: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Quản lý sổ chứng thực (văn thư).",
        subcommands: [
            BookAdd.self, BookEdit.self, BookList.self, BookShow.self, BookClose.self, BookDelete.self,
            BookExport.self,
        ]
    )
}
