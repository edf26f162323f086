import Foundation
import TestSupport
import Testing

@testable import PDF

/// An inspector of our own program's cells, and ways to find and disturb them.
struct CellFixture {
    let inspector: Inspector
    /// On the command line of these cells only, so that tests beside each other don't meet.
    private let tag = UUID().uuidString

    init(cells: Int = 1, limits: CellLimits = CellLimits()) throws {
        inspector = try Inspector(
            executable: Self.program, arguments: ["inspection-cell", tag], cells: cells, limits: limits
        )
    }

    /// The program, beside the bundle of its tests.
    static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/chungthuc"
    }()

    func inspect(_ path: String) async throws -> InspectionReport {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        return try await inspector.inspect(descriptor, name: URL(fileURLWithPath: path).lastPathComponent)
    }

    /// The code of the fault, or nil for a sound file.
    func verdict(_ path: String) async throws -> String? {
        do {
            _ = try await inspect(path)
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
                return words.contains(tag)
            }
            return found.count == count
        }
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
