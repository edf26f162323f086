import ArgumentParser
import Pipeline

struct AppointmentReschedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule",
        abstract: "Dời lịch hẹn; người hẹn được nhắn tin và thông báo."
    )

    @Argument(help: ArgumentHelp("Mã lịch hẹn.", valueName: "mã"))
    var code: String

    @Option(help: ArgumentHelp("Giờ hẹn lại, ví dụ \"2026-12-01 09:00\".", valueName: "giờ"))
    var to: String

    @OptionGroup var because: ReasonOption
    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let act = OfficeRequest.AppointmentAct.reschedule(code, to: to, reason: because.reason)
        try ResultPrinter(json: output.json, done: "đã dời sang").print(try await place.perform(.appointment(act)))
    }
}
