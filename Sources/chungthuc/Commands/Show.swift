import ArgumentParser
import Pipeline

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Xem một hồ sơ và toàn bộ quá trình xử lý."
    )

    @Argument(help: ArgumentHelp("Mã hồ sơ.", valueName: "mã"))
    var code: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let dossier = try await OfficeReader(place.office()).dossier(code)
        output.json ? JSONLine.print(dossier) : print(DossierSheet.text(dossier))
    }
}
