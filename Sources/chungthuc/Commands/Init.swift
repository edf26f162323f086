import ArgumentParser
import Foundation
import Pipeline

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Tạo thư mục làm việc.",
        discussion: """
            --demo: tạo thêm chứng thư số thử (gốc, người ký, con dấu), hình chữ ký và con dấu, một sổ chứng thực của \
            năm nay, và gửi thư vào một Maildir, để thử mọi việc ngay trên máy này. Chứng thư thử không có giá trị pháp \
            lý. Tệp đã có thì được giữ nguyên.
            """
    )

    @Argument(help: ArgumentHelp("Thư mục; mặc định là thư mục hiện tại.", valueName: "thư-mục"))
    var directory: String?

    @Flag(help: "Tạo cả chứng thư số, hình ảnh và sổ để thử.")
    var demo = false

    @OptionGroup var place: WorkspaceOptions

    func run() async throws {
        let path = directory ?? place.workspace ?? FileManager.default.currentDirectoryPath
        let blueprint = WorkspaceBlueprint(directory: Subject.file(path))
        for line in try await blueprint.layOut(demo: demo) { print(line) }
    }
}
