import ArgumentParser
import Foundation
import Pipeline

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Khôi phục cơ quan từ bản sao lưu; trạng thái cũ được giữ lại dưới tên khác.",
        discussion: """
            Bản sao lưu được kiểm tra hết (chữ ký, mã băm, sổ cái) trước khi thay vào. Nếu có thể đã có việc làm sau lúc \
            sao lưu, lệnh nói rõ khoảng trống và chỉ chạy với --accept-gap: các số có thể đã cấp không bao giờ được cấp \
            lại. Dịch vụ phải dừng trước. Thư đã gửi sau lúc sao lưu sẽ được gửi lại, đúng thư cũ.
            """
    )

    @Argument(help: ArgumentHelp("Thư mục của bản sao lưu.", valueName: "thư-mục"))
    var directory: String

    @Option(help: ArgumentHelp("Chấp nhận mất những gì sau bản sao lưu, vì lý do này.", valueName: "lý-do"))
    var acceptGap: String?

    @Option(
        help: ArgumentHelp("Số cuối đã cấp của một sổ, nếu biết (2026=57); dùng được nhiều lần.", valueName: "sổ=số"))
    var lastNumber: [String] = []

    @Option(help: ArgumentHelp("Chứng thư số gốc (PEM) của con dấu đã ký bản sao lưu.", valueName: "tệp"))
    var trust: [String] = []

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let acceptGap, acceptGap.allSatisfy(\.isWhitespace) {
            throw ValidationError("Hãy ghi lý do sau --accept-gap.")
        }
    }

    func run() async throws {
        let restoration = OfficeRestoration(
            backup: Subject.file(directory),
            workspace: Subject.file(place.path),
            trust: trust.map(Subject.file),
            acceptedGap: acceptGap,
            lastNumbers: lastNumber
        )
        let result = try await restoration.perform(pipeline: place.pipeline)
        output.json ? JSONLine.print(result) : print(Self.text(result))
    }

    private static func text(_ result: RestorationDocument) -> String {
        var lines = ["Đã khôi phục cơ quan \(result.pipeline) từ bản sao lưu lúc \(result.at)."]
        lines += result.gap
        for skipped in result.skipped {
            let books = skipped.books.joined(separator: ", ")
            lines.append("Bỏ số \(skipped.first) đến \(skipped.last) của sổ \(books): không bao giờ cấp lại.")
        }
        if let before = result.before { lines.append("Trạng thái trước đó: \(before)") }
        lines.append("Đặt lại khóa, mật khẩu, mã PIN nếu thiếu: \(result.leftOut.joined(separator: ", "))")
        return lines.joined(separator: "\n")
    }
}
