import Foundation
import TestSupport

/// A demo workspace whose keys are certified by ``TestServices``, at a level that needs them.
struct LevelOffice: ~Copyable {
    private let directory: TemporaryDirectory
    var workspace: String { directory.file("office") }

    /// - Parameters:
    ///   - timestamps: the servers, in their order; none leaves the key out.
    ///   - leader: the key file that the leader signs with.
    init(
        _ services: TestServices,
        level: String,
        timestamps: [String],
        scheme: String = "rsassa-pss",
        limit: String = "5s",
        leader: TestServices.Holder = .leader
    ) throws {
        let directory = try TemporaryDirectory("office")
        let workspace = directory.file("office")
        try Self.layOut(
            workspace, services, level: level, timestamps: timestamps, scheme: scheme, limit: limit, leader: leader)
        self.directory = directory
    }

    private static func layOut(
        _ workspace: String,
        _ services: TestServices,
        level: String,
        timestamps: [String],
        scheme: String,
        limit: String,
        leader: TestServices.Holder
    ) throws {
        _ = try run(["init", workspace, "--demo"])
        let file = workspace + "/pipelines/phu-cuong.yaml"
        var text = try String(contentsOfFile: file, encoding: .utf8)
        for (name, holder) in [("leader", leader), ("seal", .seal)] {
            text = text.replacingOccurrences(
                of: "{pkcs12: pki/\(name).p12, passphrase-file: pki/\(name).pass}",
                with: "{pkcs12: \(services.keyFile(holder)), passphrase-file: \(services.passphraseFile)}")
        }
        let servers = timestamps.map { "'\($0)'" }.joined(separator: ", ")
        let timestamp = timestamps.isEmpty ? "" : "\n  timestamp: {urls: [\(servers)], limit: \(limit), rate: 100}"
        text = text.replacingOccurrences(of: "level: B-B ", with: "level: \(level)\(timestamp) ")
        text = text.replacingOccurrences(of: "scheme: rsassa-pss ", with: "scheme: \(scheme) ")
        text = text.replacingOccurrences(of: "settle: 2s ", with: "settle: 50ms ")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// The program, beside the bundle of its tests.
    static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/chungthuc"
    }()

    static func run(_ arguments: [String]) throws -> ToolResult { try Tool.run(program, arguments) }

    func run(_ arguments: String...) throws -> ToolResult {
        try Self.run(arguments + ["--workspace", workspace])
    }

    /// Submits a scan: a file, or an empty page.
    ///
    /// - Returns: the dossier's code.
    func submit(_ file: String? = nil) throws -> String {
        let scan = try file ?? directory.write(Self.scan, to: "ban quet.pdf")
        let result = try run("submit", scan, "--again", "--type", "giay-khai-sinh", "--email", "dan@example.vn")
        guard result.status == 0 else { throw LevelFailure(result: result) }
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    struct Dossier: Decodable {
        struct Event: Decodable { let note: String? }
        let state: String
        let path: String?
        let number: String?
        let history: [Event]
    }

    func dossier(_ code: String) throws -> Dossier {
        let result = try run("show", code, "--json")
        guard result.status == 0 else { throw LevelFailure(result: result) }
        return try JSONDecoder().decode(Dossier.self, from: Data(result.output.utf8))
    }

    /// Where the dossier's file is; absolute.
    func document(_ code: String) throws -> String {
        guard let path = try dossier(code).path else { throw CocoaError(.fileNoSuchFile) }
        return workspace + "/" + path
    }

    /// A person's gesture.
    func move(_ code: String, to folder: String) throws {
        let path = try document(code)
        let name = URL(fileURLWithPath: path).lastPathComponent
        try FileManager.default.moveItem(atPath: path, toPath: "\(workspace)/spool/\(folder)/\(name)")
    }

    func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(workspace)/spool/\(folder)")
    }

    /// The daemon; ends when the value does.
    func daemon() throws -> RunningOffice { try RunningOffice(workspace: workspace) }

    /// One empty page.
    private static let scan = PlainPDF.bytes([
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ])
}

/// `chungthuc run`, until it is let go of.
final class RunningOffice {
    private let process = Process()

    init(workspace: String) throws {
        process.executableURL = URL(fileURLWithPath: LevelOffice.program)
        process.arguments = ["run", "--workspace", workspace]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        process.end()
    }
}

struct LevelFailure: Error {
    let result: ToolResult
}
