import Faults

/// The workspace, or the office in it, could not be told.
package enum WorkspaceFault: Fault, Equatable {
    case notAWorkspace(path: String)
    case noPipelines(path: String)
    case noSuchPipeline(name: String, known: [String])
    case severalPipelines(known: [String])

    package var code: String {
        switch self {
        case .notAWorkspace: "not-a-workspace"
        case .noPipelines: "no-pipelines"
        case .noSuchPipeline: "no-such-pipeline"
        case .severalPipelines: "several-pipelines"
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .notAWorkspace, .noPipelines: .configuration
        case .noSuchPipeline, .severalPipelines: .usage
        }
    }

    package var message: Wording {
        switch self {
        case .notAWorkspace(let path):
            Wording(
                vi: "\(path) không phải là thư mục làm việc (không có pipelines/).",
                en: "\(path) is not a workspace (it has no pipelines/)."
            )
        case .noPipelines(let path):
            Wording(
                vi: "\(path)/pipelines không có tệp .yaml nào.",
                en: "\(path)/pipelines has no .yaml file."
            )
        case .noSuchPipeline(let name, _):
            Wording(vi: "Không có cơ quan “\(name)”.", en: "There is no pipeline '\(name)'.")
        case .severalPipelines:
            Wording(vi: "Thư mục làm việc có nhiều cơ quan.", en: "The workspace has several pipelines.")
        }
    }

    package var remedy: Wording {
        switch self {
        case .notAWorkspace, .noPipelines:
            Wording(
                vi: "Dùng --workspace, hoặc tạo mới bằng: chungthuc init (thêm --demo để thử).",
                en: "Use --workspace, or make one with: chungthuc init (add --demo to try things out)."
            )
        case .noSuchPipeline(_, let known), .severalPipelines(let known):
            Wording(
                vi: "Chọn bằng --pipeline một trong: \(known.joined(separator: ", ")).",
                en: "Choose with --pipeline one of: \(known.joined(separator: ", "))."
            )
        }
    }
}
