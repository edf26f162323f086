import Foundation

/// A demo workspace of one test, and what the people in it do: drop, move and copy files, give commands.
package final class OfficeFixture: Sendable {
    private let directory: TemporaryDirectory
    /// Absolute.
    package let workspace: String
    /// What programs find in their environment beside the tests' own.
    package let environment: [String: String]

    /// - Parameters:
    ///   - place: of the workspace in the test's own folder.
    ///   - settle: how long a file must stand still here; tests have no slow writers unless they say so.
    package init(
        _ place: String = "office",
        settle: String = "100ms",
        environment: [String: String] = [:]
    ) throws {
        self.environment = environment
        directory = try TemporaryDirectory("office")
        workspace = directory.file(place)
        let parent = URL(fileURLWithPath: workspace).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Tool.run("cp", ["--archive", try Self.template.get(), workspace]).requireSuccess()
        try configure { $0.replacing("settle: 2s", with: "settle: \(settle)") }
    }

    /// Keys and pictures take a second to make: once for all tests of a run, each of which has its own copy.
    private static let template: Result<String, any Error> = Result {
        try Tool.run(Program.path, ["init", "--demo", templatePath]).requireSuccess()
        atexit {
            // The run is over; what cannot be removed is the system's temporary folder to clean.
            try? FileManager.default.removeItem(atPath: OfficeFixture.templatePath)
        }
        return templatePath
    }

    private static let templatePath = FileManager.default.temporaryDirectory
        .appendingPathComponent("chungthuc-template-\(UUID().uuidString)").path

    /// The demo root's certificate.
    package var root: String { workspace + "/pki/root.pem" }

    package var configurationFile: String { workspace + "/pipelines/phu-cuong.yaml" }

    /// Beside the workspace, for what is not the office's.
    package func outside(_ name: String) -> String { directory.file(name) }

    package func configure(_ change: (String) throws -> String) throws {
        let url = URL(fileURLWithPath: configurationFile)
        try Data(try change(try String(contentsOf: url, encoding: .utf8)).utf8).write(to: url)
    }

    /// At the demo office, `2026-11-23`: Viet Nam, all year seven hours ahead.
    package static var today: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 7 * 3600)
        formatter.dateFormat = "yyyy-MM-dd"
        return formatter.string(from: Date())
    }

    // MARK: Commands

    @discardableResult
    package func run(_ arguments: String...) throws -> ToolResult { try run(arguments) }

    @discardableResult
    package func run(_ arguments: [String]) throws -> ToolResult {
        try Tool.run(Program.path, arguments + ["--workspace", workspace], environment: environment)
    }

    package func dossiers(_ arguments: String...) throws -> [DossierRow] {
        try DossierRow.rows(try run(["list", "--json"] + arguments).requireSuccess().output)
    }

    package func dossier(_ code: String) throws -> DossierRow {
        let rows = try DossierRow.rows(try run("show", code, "--json").requireSuccess().output)
        guard let row = rows.first else { throw DidNotHappen(description: "no dossier \(code)") }
        return row
    }

    /// A scan from outside, submitted by command; returns its code.
    package func submit(
        _ bytes: [UInt8],
        named name: String = "scan.pdf",
        email: String = "a@example.vn"
    ) throws -> String {
        let path = outside(name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let result = try run("submit", path, "--type", "giay-to-khac", "--email", email).requireSuccess()
        return result.output.trimmingCharacters(in: .newlines)
    }

    // MARK: Files

    /// The absolute path of a name below the workspace.
    package func path(_ name: String) -> String { workspace + "/" + name }

    /// Writes a file beside its folder first and renames it in, as careful programs do.
    package func drop(_ bytes: some Sequence<UInt8>, _ name: String) throws {
        let draft = outside("draft-\(UUID().uuidString)")
        try Data(bytes).write(to: URL(fileURLWithPath: draft))
        try rename(draft, path(name))
    }

    package func contents(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    package func text(_ name: String) throws -> String { String(decoding: try contents(name), as: UTF8.self) }

    package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Names of the files in a folder that people see, in order.
    package func files(_ folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path(folder)).filter { !$0.hasPrefix(".") }
        return names.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path("\(folder)/\(name)"), isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// The document of a dossier in a folder of the spool, or of the only one there.
    package func document(_ code: String = "", in folder: String) throws -> String? {
        try files("spool/\(folder)").first { $0.hasPrefix(code) && $0.hasSuffix(".pdf") }
    }

    /// Waits until a dossier's document stands in a folder of the spool; returns its path in the workspace.
    @discardableResult
    package func arrival(_ code: String = "", in folder: String) async throws -> String {
        try await patiently("\(code) in \(folder)") { try document(code, in: folder) != nil }
        return "spool/\(folder)/\(try document(code, in: folder) ?? "")"
    }

    /// A person moves a dossier's document from one folder of the spool into another.
    package func move(_ code: String, _ folder: String, to target: String, as name: String? = nil) async throws {
        let source = try await arrival(code, in: folder)
        let name = name ?? URL(fileURLWithPath: source).lastPathComponent
        try rename(path(source), path("spool/\(target)/\(name)"))
    }

    /// A person copies a dossier's document from one folder of the spool into another.
    package func copy(_ code: String, _ folder: String, to target: String, as name: String? = nil) async throws {
        let source = try await arrival(code, in: folder)
        let name = name ?? URL(fileURLWithPath: source).lastPathComponent
        try FileManager.default.copyItem(atPath: path(source), toPath: path("spool/\(target)/\(name)"))
    }

    private func rename(_ source: String, _ target: String) throws {
        guard Foundation.rename(source, target) == 0 else {
            throw DidNotHappen(description: "rename to \(target): \(String(cString: strerror(errno)))")
        }
    }

    /// Where a delivered document stands today, below the spool.
    package var sent: String {
        get throws {
            let folders = try FileManager.default.subpathsOfDirectory(atPath: path("spool/outbox/sent"))
            return "outbox/sent/" + (folders.filter { $0.split(separator: "/").count == 3 }.sorted().last ?? "")
        }
    }

    /// Waits until a dossier is delivered; returns its path in the workspace.
    @discardableResult
    package func delivery(of code: String) async throws -> String {
        try await patiently("\(code) delivered") {
            exists("spool/outbox/sent") && (try? document(code, in: try sent)) != nil
        }
        return "spool/\(try sent)/\(try document(code, in: try sent) ?? "")"
    }
}

extension ToolResult {
    /// - Throws: what the tool said when it failed.
    @discardableResult
    package func requireSuccess() throws -> ToolResult {
        guard status == 0 else { throw DidNotHappen(description: "exit \(status): \(errors)\(output)") }
        return self
    }

    /// The lines of standard error.
    package var complaints: [String] { errors.split(separator: "\n").map(String.init) }
}
