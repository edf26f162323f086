import ArgumentParser
import Pipeline

struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Trình ký: đưa bản quét hoặc hồ sơ tới lãnh đạo (cán bộ tư pháp).",
        discussion: """
            Nêu tệp PDF thì tệp được tiếp nhận và trình ký ngay; nêu mã hồ sơ thì hồ sơ trên bàn được trình ký. In ra \
            mã hồ sơ.

            Cách làm bằng thư mục: chuyển tệp vào scanned/submit/ hoặc thẳng vào awaiting-signature/.
            """
    )

    @Argument(help: ArgumentHelp("Tệp PDF hoặc mã hồ sơ.", valueName: "tệp-hoặc-mã"))
    var subjects: [String]

    @Flag(help: "Nhận cả bản quét giống hệt bản quét của một hồ sơ đã có.")
    var again = false

    @OptionGroup var form: FormOptions
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let subjects = subjects.map { Subject.absolute($0) }
        var fields = form.fields
        if again { fields.again = true }
        let request = OfficeRequest.Submission(subjects: subjects, fields: fields)
        let results = try await place.perform(.submit(request))
        try ResultPrinter(style: output.json ? .json : .codes).print(results)
    }
}
