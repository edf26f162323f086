import Foundation
import TestSupport

/// The process that tests trace, stop and kill; built beside the tests.
enum ProbeProcess {
    static var path: String {
        get throws {
            let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/SpoolProbe"
        }
    }

    /// Starts it; the caller kills it.
    static func start(_ arguments: [String], output: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try path)
        process.arguments = arguments
        process.standardInput = Pipe()
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        try process.run()
        return process
    }
}

/// Waits for something that another thread or process does; the bound is for a broken build, not a measurement.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    for _ in 0..<1500 {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return false
}
