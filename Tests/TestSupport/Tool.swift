import Foundation

/// What a judge said.
package struct ToolResult: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String
}

/// The third parties that judge our results: pyHanko, pdfsig, qpdf, OpenSSL's command line and others.
package enum Tool {
    /// The Python that has pyHanko; `make test` installs it.
    package static let python = Repository.root + "/.venv/bin/python"

    /// Runs a program found on the PATH, or by its absolute path, and waits for it.
    @discardableResult
    package static func run(
        _ name: String,
        _ arguments: [String] = [],
        input: [UInt8] = [],
        environment: [String: String] = [:],
        directory: String? = nil
    ) throws -> ToolResult {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
        // Files instead of pipes: a full pipe nobody reads stops a talkative tool.
        let workspace = try TemporaryDirectory("tool")
        let inputPath = try workspace.write(input, to: "input")
        let outputPath = try workspace.write([], to: "output")
        let errorPath = try workspace.write([], to: "errors")
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
        try process.run()
        process.waitUntilExit()
        return ToolResult(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: outputPath)), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorPath)), as: UTF8.self)
        )
    }
}
