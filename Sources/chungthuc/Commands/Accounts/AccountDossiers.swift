import ArgumentParser
import Pipeline

struct AccountDossiers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossiers",
        abstract: "Hồ sơ của một tài khoản, như người đó thấy trên cổng dịch vụ công."
    )

    @Argument(help: ArgumentHelp("Số CMND/CCCD hoặc MST.", valueName: "số"))
    var identity: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let dossiers = try await OfficeReader(place.office()).accountDossiers(identity)
        guard !output.json else { return dossiers.forEach { JSONLine.print($0) } }
        let header = [
            "Mã HS", "Đơn vị thực hiện", "Giấy tờ", "Ngày tiếp nhận", "Ngày trả", "Trạng thái", "Đánh giá", "Tệp",
        ]
        let rows = dossiers.map { dossier in
            [
                dossier.code, dossier.office, dossier.documentTypeName, Words.time(dossier.receivedAt),
                Words.time(dossier.returnedAt), Words.state(dossier.state), Words.rating(dossier.rating),
                dossier.file ?? "",
            ]
        }
        if !rows.isEmpty { print(TextTable.text([header] + rows)) }
        print("Tìm thấy \(dossiers.count) hồ sơ.")
    }
}
