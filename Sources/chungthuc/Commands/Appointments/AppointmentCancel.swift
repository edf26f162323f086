import ArgumentParser
import Pipeline

struct AppointmentCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Hủy lịch hẹn; chỗ được trả lại cho người khác.")

    @Argument(help: ArgumentHelp("Mã lịch hẹn.", valueName: "mã"))
    var codes: [String]

    @OptionGroup var because: ReasonOption
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.appointment(.cancel(codes, reason: because.reason)))
        try ResultPrinter(json: output.json, done: "đã hủy").print(results)
    }
}
