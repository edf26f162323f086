import ArgumentParser
import Foundation
import Pipeline

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Đo toàn bộ quy trình trên máy này, bên cạnh giới hạn của chính máy.",
        discussion: """
            Tạo một nơi làm việc tạm, thả các bản quét, rồi tiếp nhận, trình, ký, đóng dấu và gửi vào Maildir đúng như \
            thường ngày, mọi bước đều ghi bền vững. Trước đó đo từng văn bản một khi máy rảnh, qua dịch vụ theo dõi thư \
            mục. Đo luôn khả năng của máy (chữ ký, băm, ghi đĩa) để tính giới hạn. Với --documents 100000, đĩa cần \
            khoảng 50 GB; phần mười đầu và phần mười cuối của từng khâu cho biết tồn đọng có làm chậm không.
            """
    )

    @Option(help: ArgumentHelp("Bản quét PDF dùng để đo; bỏ trống: bản tự tạo khoảng 170 KB.", valueName: "tệp"))
    var input: String?

    @Option(help: ArgumentHelp("Số văn bản.", valueName: "n"))
    var documents = 200

    @Option(
        help: ArgumentHelp(
            "Thư mục trống trên ổ đĩa cần đo, được giữ lại; bỏ trống: một thư mục tạm.", valueName: "thư-mục"))
    var directory: String?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard documents > 0 else { throw ValidationError("--documents phải lớn hơn 0.") }
    }

    func run() async throws {
        let temporary = FileManager.default.temporaryDirectory
            .appendingPathComponent("chungthuc-bench-\(ProcessInfo.processInfo.processIdentifier)").path
        let place = directory.map(Subject.file) ?? temporary
        defer {
            // What cannot be removed now is a temporary folder's own affair.
            if directory == nil { try? FileManager.default.removeItem(atPath: temporary) }
        }
        let result = try await Bench(directory: place, input: input.map(Subject.file), documents: documents).run()
        output.json ? JSONLine.print(result) : print(BenchSheet.text(result))
    }
}
