import ArgumentParser
import Pipeline

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Liệt kê hồ sơ.",
        discussion: "Không có điều kiện nào thì in tất cả hồ sơ, mới nhất ở cuối."
    )

    @Option(help: ArgumentHelp("Chỉ các hồ sơ ở trạng thái này, ví dụ awaiting-seal.", valueName: "trạng-thái"))
    var state: String?

    @Option(help: ArgumentHelp("Đối tượng: citizen, business, email; cách nhau bằng dấu phẩy.", valueName: "đối-tượng"))
    var kind: String?

    @Option(
        help: ArgumentHelp("Tìm theo mã, tên, số CMND/CCCD/MST hoặc địa chỉ thư; không cần gõ dấu.", valueName: "chữ"))
    var search: String?

    @Option(help: ArgumentHelp("Tiếp nhận từ ngày (2026-12-01).", valueName: "ngày"))
    var from: String?

    @Option(help: ArgumentHelp("Tiếp nhận đến hết ngày (2026-12-31).", valueName: "ngày"))
    var to: String?

    @Option(help: ArgumentHelp("In nhiều nhất n hồ sơ.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Bỏ qua m hồ sơ đầu.", valueName: "m"))
    var offset: Int = 0

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let query = DossierQuery(
            state: state,
            kinds: kind?.split(separator: ",").map(String.init) ?? [],
            search: search,
            from: from,
            to: to,
            limit: limit,
            offset: offset
        )
        let reader = try OfficeReader(place.office())
        let dossiers = try await reader.dossiers(query)
        if output.json {
            for dossier in dossiers { JSONLine.print(dossier) }
        } else {
            print(DossierTable.text(dossiers))
        }
    }
}
