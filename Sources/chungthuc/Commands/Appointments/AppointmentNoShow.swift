import ArgumentParser
import Pipeline

struct AppointmentNoShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "no-show",
        abstract: "Ghi nhận người hẹn không đến.",
        discussion: "Người đến muộn vẫn xử lý được bằng appointment process."
    )

    @Argument(help: ArgumentHelp("Mã lịch hẹn.", valueName: "mã"))
    var codes: [String] = []

    @Flag(help: "Mọi lịch hẹn còn chờ của những ngày đã qua.")
    var all = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard codes.isEmpty == all else {
            throw ValidationError("Hãy nêu mã lịch hẹn, hoặc dùng --all cho những ngày đã qua.")
        }
    }

    func run() async throws {
        let results = try await place.perform(.appointment(all ? .allNoShows : .noShow(codes)))
        try ResultPrinter(json: output.json, done: "không đến").print(results)
    }
}
