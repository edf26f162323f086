import Foundation
import TestSupport
import Testing

@testable import PDF

/// An inspector of our own program's cells, and ways to find and disturb them.
final class CellFixture: Sendable {
    let inspector: Inspector
    /// The program under a name that these cells alone have, so that tests beside each other don't meet.
    private let alias: String

    init(
        cells: Int = 1, reserved: Bool = false, limits: CellLimits = CellLimits(), program: String = program
    ) throws {
        alias = FileManager.default.temporaryDirectory.path + "/chungthuc-cell-\(UUID().uuidString)"
        try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: program)
        inspector = try Inspector(
            executable: alias, arguments: ["inspection-cell"], cells: cells, reserved: reserved, warm: true,
            limits: limits)
    }

    deinit {
        unlink(alias)
    }

    /// The program, beside the bundle of its tests.
    static let program = built("chungthuc")
    /// Cells that try what a parser that was taken over would.
    static let probe = built("CellProbe")

    private static func built(_ name: String) -> String {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/" + name
    }

    /// Has a cell of ``probe`` try something.
    func attempt(_ what: String, on path: String) async throws -> [String: CInt] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let findings = try await inspector.examine(descriptor, name: "probe.pdf", instructions: Data(what.utf8))
        return try JSONDecoder().decode([String: CInt].self, from: Data(findings))
    }

    func inspect(
        _ path: String, blank: Size? = nil, rules: InspectionRules? = InspectionRules()
    ) async throws -> InspectionReport {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let name = URL(fileURLWithPath: path).lastPathComponent
        return try await inspector.inspect(descriptor, name: name, blank: blank, rules: rules)
    }

    func repair(_ path: String) async throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        return try await inspector.repair(descriptor, name: URL(fileURLWithPath: path).lastPathComponent)
    }

    /// The code of the fault, or nil for a sound file.
    func verdict(_ path: String, rules: InspectionRules? = InspectionRules()) async throws -> String? {
        do {
            _ = try await inspect(path, rules: rules)
            return nil
        } catch let fault as PDFFault {
            return fault.code
        }
    }

    /// The living cells, once there are so many.
    func processes(_ count: Int = 1) async throws -> [pid_t] {
        var found: [pid_t] = []
        try await eventually {
            found = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(pid_t.init).filter {
                // A process may end while we look.
                let words = (try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8)) ?? ""
                return words.hasPrefix(alias)
            }
            return found.count == count
        }
        try #require(found.count == count)
        return found
    }
}

/// Waits for what happens in its own time; half a minute is for machines that are busy.
func eventually(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<3_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it did not happen")
}
