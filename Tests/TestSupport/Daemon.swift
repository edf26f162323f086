import Foundation

/// `chungthuc run`, as long as this object lives.
package final class Daemon {
    private let process = Process()
    private let log: String

    /// - Parameter wrapper: a command that executes what follows it in its place.
    package init(_ office: OfficeFixture, _ arguments: String..., under wrapper: [String] = []) throws {
        log = office.outside("daemon-\(UUID().uuidString).log")
        try Data().write(to: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = wrapper + [Program.path, "run", "--workspace", office.workspace] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(office.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try process.run()
    }

    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    package var processID: Int32 { process.processIdentifier }

    package var journal: String {
        // A log that is gone says nothing.
        (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    }

    /// Waits until the daemon answers.
    package func open() async throws {
        try await patiently("the daemon opens: \(journal)") { journal.contains("office is open") }
    }

    /// Asks it to end, and returns its exit code.
    package func stop() async throws -> Int32 {
        Foundation.kill(process.processIdentifier, SIGTERM)
        try await patiently("the daemon ends") { !process.isRunning }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw DidNotHappen(description: "the daemon ended with \(process.terminationStatus): \(journal)")
        }
        return process.terminationStatus
    }

    /// A power cut, as far as the process is concerned.
    package func crash() async throws {
        Foundation.kill(process.processIdentifier, SIGKILL)
        try await patiently("the daemon is gone") { !process.isRunning }
    }
}
