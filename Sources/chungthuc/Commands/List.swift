import ArgumentParser
import Certification
import Pipeline
import Synchronization

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Liệt kê, tìm hồ sơ.",
        discussion: "Không có điều kiện nào thì in tất cả hồ sơ, mới nhất ở cuối."
    )

    @Option(help: ArgumentHelp("Trạng thái, ví dụ awaiting-seal; cách nhau bằng dấu phẩy.", valueName: "trạng-thái"))
    var state: String?

    @Option(help: ArgumentHelp("Đối tượng: citizen, business, email; cách nhau bằng dấu phẩy.", valueName: "đối-tượng"))
    var kind: String?

    @Option(help: ArgumentHelp("Loại giấy tờ, như trong document-types; cách nhau bằng dấu phẩy.", valueName: "loại"))
    var type: String?

    @Option(help: ArgumentHelp("Một phần của mã hồ sơ.", valueName: "mã"))
    var code: String?

    @Option(
        help: ArgumentHelp("Tìm theo mã, tên, số CMND/CCCD/MST hoặc địa chỉ thư; không cần gõ dấu.", valueName: "chữ"))
    var search: String?

    @Option(help: ArgumentHelp("Tiếp nhận từ ngày (2026-12-01).", valueName: "ngày"))
    var from: String?

    @Option(help: ArgumentHelp("Tiếp nhận đến hết ngày (2026-12-31).", valueName: "ngày"))
    var to: String?

    @Option(help: ArgumentHelp("Sắp xếp: received (mặc định), due, name, number.", valueName: "thứ-tự"))
    var sort: String?

    @Flag(help: "Thứ tự ngược lại: mới nhất ở đầu.")
    var descending = false

    @Option(help: ArgumentHelp("In nhiều nhất n hồ sơ.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Bỏ qua m hồ sơ đầu.", valueName: "m"))
    var offset: Int = 0

    @Flag(help: "Chỉ in số hồ sơ tìm thấy.")
    var count = false

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    /// A list says how many there are up to here; --count says it exactly.
    private static let countLimit = 1000

    func run() async throws {
        let reader = try OfficeReader(place.office())
        let query = query
        if count {
            let found = try await reader.count(query)
            return output.json ? JSONLine.print(["count": found]) : print(found)
        }
        guard !output.json else {
            return try await reader.forEachDossier(query) { dossiers in
                for dossier in dossiers { JSONLine.print(dossier) }
            }
        }
        let table = Mutex(DossierTable(showsReasons: query.states == [DossierState.rejected.rawValue]))
        try await reader.forEachDossier(query) { dossiers in table.withLock { $0.print(dossiers) } }
        let shown = table.withLock { $0.end() }
        if limit == nil, offset == 0 { return print(DossierTable.found(shown)) }
        let found = try await reader.count(query, upTo: Self.countLimit + 1)
        print(DossierTable.found(found, of: Self.countLimit, shown: shown))
    }

    private var query: DossierQuery {
        func words(_ list: String?) -> [String] { list?.split(separator: ",").map(String.init) ?? [] }
        var query = DossierQuery()
        query.states = words(state)
        query.kinds = words(kind)
        query.documentTypes = words(type)
        query.code = code
        query.search = search
        query.from = from
        query.to = to
        query.order = sort
        query.isDescending = descending
        query.limit = limit
        query.offset = offset
        return query
    }
}
