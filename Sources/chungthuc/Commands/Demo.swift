import ArgumentParser
import Foundation
import Pipeline

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Diễn lại mọi vai trên một bản quét mẫu trong thư mục tạm, và chỉ ra kết quả."
    )

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("chungthuc-demo-\(ProcessInfo.processInfo.processIdentifier)").path
        let json = output.json
        let demonstration = Demonstration(directory: directory) { line in
            if !json { print("• \(line)") }
        }
        let result = try await demonstration.play()
        let picture = try PagePicture.lastPage(of: result.certifiedPDF, to: directory + "/loi-chung")
        guard !json else { return JSONLine.print(result) }
        print(
            """

            Bản sao điện tử có chứng thực: \(result.certifiedPDF)
            Thư gửi người yêu cầu:         \(result.mail)
            Ảnh trang lời chứng:           \(picture)
            Tự kiểm tra:                   \(result.verification)
            """
        )
    }
}
