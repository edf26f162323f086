import ArgumentParser
import Foundation
import Pipeline

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Sao lưu cơ quan vào một thư mục mới, trong khi vẫn làm việc.",
        discussion: """
            Bản sao lưu gồm sổ cái, mọi tệp của hồ sơ, cấu hình và bảng kê có mã băm, do con dấu ký. Khóa, mật khẩu và mã \
            PIN không được sao lưu: hãy cất riêng.
            """
    )

    @Argument(help: ArgumentHelp("Thư mục chưa có hoặc trống.", valueName: "thư-mục"))
    var directory: String

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let results = try await place.perform(.backup(Subject.file(directory)))
        if let fault = results.lazy.compactMap(\.fault).first { throw fault }
        for backup in results.compactMap(\.backup) {
            output.json ? JSONLine.print(backup) : print(Self.text(backup))
        }
    }

    private static func text(_ backup: BackupDocument) -> String {
        """
        Đã sao lưu \(backup.dossiers) hồ sơ, \(backup.events) sự kiện, \(backup.files) tệp vào \(backup.path)
        Không sao lưu, hãy cất riêng: \(backup.leftOut.joined(separator: ", "))
        """
    }
}
