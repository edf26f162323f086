import ArgumentParser
import Pipeline

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Kiểm tra cấu hình, khóa, đồng hồ, thư mục, quyền; nói cách sửa từng điểm."
    )

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let workspace = try place.open()
        let pipelines = try place.pipeline.map { [try workspace.pipeline(named: $0)] } ?? workspace.pipelines()
        var problem: DoctorFinding?
        for pipeline in pipelines {
            for finding in await Doctor(pipeline).examine() {
                output.json ? JSONLine.print(finding) : print(line(for: finding))
                if finding.level == .problem { problem = problem ?? finding }
            }
        }
        if let problem { throw CommandFailure(exitCode: problem.exitCode) }
    }

    private func line(for finding: DoctorFinding) -> String {
        let mark =
            switch finding.level {
            case .fine: "✓"
            case .warning: "!"
            case .problem: "✗"
            }
        let line = "\(mark) \(finding.message.vietnamese)"
        return finding.remedy.map { "\(line)\n    → \($0.vietnamese)" } ?? line
    }
}
