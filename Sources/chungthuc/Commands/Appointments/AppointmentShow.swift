import ArgumentParser
import Pipeline

struct AppointmentShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Xem một lịch hẹn và những gì đã xảy ra với nó.")

    @Argument(help: ArgumentHelp("Mã lịch hẹn.", valueName: "mã"))
    var code: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let appointment = try await OfficeReader(place.office()).appointment(code)
        output.json ? JSONLine.print(appointment) : print(AppointmentTable.sheet(appointment))
    }
}
