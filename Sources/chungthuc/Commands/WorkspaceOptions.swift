import ArgumentParser
import Foundation
import Pipeline

/// Where a command works.
struct WorkspaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Thư mục làm việc; mặc định là $CHUNGTHUC_WORKSPACE hoặc thư mục hiện tại.", valueName: "thư-mục"))
    var workspace: String?

    @Option(help: ArgumentHelp("Cơ quan (tệp pipelines/<tên>.yaml); chỉ cần khi có nhiều cơ quan.", valueName: "tên"))
    var pipeline: String?

    /// The workspace's path, before anybody has looked whether it is one.
    var path: String {
        let environment = ProcessInfo.processInfo.environment["CHUNGTHUC_WORKSPACE"]
        let named = environment.flatMap { $0.isEmpty ? nil : $0 }
        return workspace ?? named ?? FileManager.default.currentDirectoryPath
    }

    func open() throws -> Workspace {
        try Workspace(found: workspace)
    }

    /// The one office that the command is for.
    func office() throws -> PipelineConfiguration {
        try open().pipeline(named: pipeline)
    }

    func perform(_ request: OfficeRequest) async throws -> [OperationResult] {
        try await OfficeSession(office()).perform(request)
    }
}
