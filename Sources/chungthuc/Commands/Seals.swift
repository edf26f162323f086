import ArgumentParser
import Pipeline

struct Seals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seals",
        abstract: "Xem và kiểm tra chứng thư số của người ký và con dấu.",
        subcommands: [SealList.self, Check.self],
        defaultSubcommand: SealList.self
    )

    struct SealList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Chủ thể, nơi cấp, số sê-ri, thời hạn, nơi giữ khóa."
        )

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let seals = SealReport.make(try place.office())
            output.json ? seals.forEach { JSONLine.print($0) } : print(SealSheet.text(seals))
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Như list, và báo lỗi khi có chứng thư hết hạn, bị thu hồi hoặc không dùng được."
        )

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let seals = try await SealReport.check(place.office())
            output.json ? seals.forEach { JSONLine.print($0) } : print(SealSheet.text(seals))
            if let unfit = seals.lazy.compactMap(\.problem).first { throw CommandFailure(exitCode: unfit.exitCode) }
        }
    }
}
