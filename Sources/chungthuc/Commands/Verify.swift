import ArgumentParser
import Faults
import Pipeline

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Kiểm tra chữ ký số của tệp PDF bất kỳ, và tệp có trong sổ chứng thực không.",
        discussion: """
            Nói rõ từng chữ ký: ai ký, khi nào, nội dung có nguyên vẹn, có phủ toàn bộ tệp hay sau đó đã thay đổi gì, \
            được tin cậy theo gốc nào. Chạy được ở bất kỳ đâu; trong thư mục làm việc thì đối chiếu thêm với sổ.
            """
    )

    @Argument(help: ArgumentHelp("Tệp PDF.", valueName: "tệp"))
    var files: [String]

    @Option(help: ArgumentHelp("Tệp PEM chứa chứng thư gốc được tin cậy; dùng được nhiều lần.", valueName: "pem"))
    var trust: [String] = []

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let configuration = try configuration()
        let office = try VerificationOffice(trust: trust.map(Subject.file), configuration: configuration)
        let sheet = VerificationSheet(zone: configuration?.office.timezone)
        var failure: Faults.ExitCode?
        for file in files {
            do {
                let document = try await office.verify(Subject.file(file))
                output.json ? JSONLine.print(document) : print(sheet.text(document))
                if !document.valid { failure = failure ?? .data }
            } catch {
                let fault = FaultDocument(describing: error)
                Complaint.report(fault, subject: file, json: output.json)
                failure = failure ?? fault.exitCode
            }
        }
        if let failure { throw CommandFailure(exitCode: failure) }
    }

    /// Where nobody named a workspace and there is none, signatures are checked all the same.
    private func configuration() throws -> PipelineConfiguration? {
        do {
            return try place.office()
        } catch WorkspaceFault.notAWorkspace where place.workspace == nil {
            return nil
        }
    }
}
