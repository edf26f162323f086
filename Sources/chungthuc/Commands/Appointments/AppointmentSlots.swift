import ArgumentParser
import Pipeline

struct AppointmentSlots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slots",
        abstract: "Các giờ hẹn còn chỗ.",
        discussion: "Giờ đã đủ người, đã qua, ngày nghỉ và ngày lễ không được in."
    )

    @Option(help: ArgumentHelp("Từ ngày (2026-12-01).", valueName: "ngày"))
    var from: String?

    @Option(help: ArgumentHelp("Đến hết ngày (2026-12-31).", valueName: "ngày"))
    var to: String?

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let slots = try await OfficeReader(place.office()).slots(from: from, to: to)
        guard !output.json else { return slots.forEach { JSONLine.print($0) } }
        print(TextTable.text([["Giờ hẹn", "Còn chỗ"]] + slots.map { [Words.slot($0.at), "\($0.free)"] }))
    }
}
