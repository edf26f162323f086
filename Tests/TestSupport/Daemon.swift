import Foundation

/// `chungthuc run`, as long as this object lives.
package final class Daemon {
    private let process = Process()
    private let log: String

    package init(_ office: OfficeFixture, _ arguments: String...) throws {
        log = office.outside("daemon-\(UUID().uuidString).log")
        try Data().write(to: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["run", "--workspace", office.workspace] + arguments
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
        return process.terminationStatus
    }

    /// A power cut, as far as the process is concerned.
    package func crash() async throws {
        Foundation.kill(process.processIdentifier, SIGKILL)
        try await patiently("the daemon is gone") { !process.isRunning }
    }
}
