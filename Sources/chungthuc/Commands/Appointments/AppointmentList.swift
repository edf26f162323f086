import ArgumentParser
import Pipeline

struct AppointmentList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Liệt kê, tìm lịch hẹn.",
        discussion: "Không có điều kiện nào thì in tất cả lịch hẹn theo giờ hẹn; đang chờ: --state waiting."
    )

    @Option(
        help: ArgumentHelp("waiting, processed, cancelled, no-show; cách nhau bằng dấu phẩy.", valueName: "trạng-thái"))
    var state: String?

    @Option(help: ArgumentHelp("Đối tượng: citizen, business; cách nhau bằng dấu phẩy.", valueName: "đối-tượng"))
    var kind: String?

    @Option(help: ArgumentHelp("Tìm theo tên hoặc số CMND/CCCD/MST; không cần gõ dấu.", valueName: "chữ"))
    var search: String?

    @Option(help: ArgumentHelp("Một phần của mã lịch hẹn.", valueName: "mã"))
    var code: String?

    @Option(help: ArgumentHelp("Hẹn từ ngày (2026-12-01).", valueName: "ngày"))
    var from: String?

    @Option(help: ArgumentHelp("Hẹn đến hết ngày (2026-12-31).", valueName: "ngày"))
    var to: String?

    @Option(help: ArgumentHelp("In nhiều nhất n lịch hẹn.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Bỏ qua m lịch hẹn đầu.", valueName: "m"))
    var offset: Int = 0

    @Flag(help: "Chỉ in số lịch hẹn tìm thấy.")
    var count = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let reader = try OfficeReader(place.office())
        let found = try await reader.count(query)
        guard !count else { return output.json ? JSONLine.print(["count": found]) : print(found) }
        let appointments = try await reader.appointments(query)
        guard !output.json else { return appointments.forEach { JSONLine.print($0) } }
        print("Tìm thấy \(found) kết quả.")
        if !appointments.isEmpty { print(AppointmentTable.text(appointments, offset: offset)) }
    }

    private var query: AppointmentQuery {
        func words(_ list: String?) -> [String] { list?.split(separator: ",").map(String.init) ?? [] }
        var query = AppointmentQuery()
        query.states = words(state)
        query.kinds = words(kind)
        query.search = search
        query.code = code
        query.from = from
        query.to = to
        query.limit = limit
        query.offset = offset
        return query
    }
}
