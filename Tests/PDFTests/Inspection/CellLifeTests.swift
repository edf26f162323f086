import Foundation
import TestSupport
import Testing

@testable import PDF

/// What the kernel says of cells: what they hold, when they come and go.
@Suite struct CellLifeTests {
    @Test func aCellHasLittleToAbuse() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(limits: CellLimits(memory: 700 << 20))
        #expect(try await cells.verdict(path) == nil)
        let cell = try await cells.processes()[0]
        func read(_ name: String) throws -> String {
            try String(contentsOfFile: "/proc/\(cell)/\(name)", encoding: .utf8)
        }
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(cell)/fd")
        #expect(descriptors.sorted() == ["0", "1", "2", "3"])
        #expect(try read("status").contains("NoNewPrivs:\t1"))
        let environment = try read("environ").split(separator: "\0")
        #expect(environment.allSatisfy { $0.hasPrefix("SWIFT_BACKTRACE=") || $0.hasPrefix("LD_LIBRARY_PATH=") })
        let limits = try read("limits").split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
        #expect(limits.contains { $0.starts(with: ["Max", "address", "space", "734003200", "734003200"]) })
        #expect(limits.contains { $0.starts(with: ["Max", "core", "file", "size", "0", "0"]) })
        #expect(limits.contains { $0.starts(with: ["Max", "file", "size", "0", "0"]) })
    }

    @Test func aCellIsReplacedAfterItsShareOfFiles() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(limits: CellLimits(filesPerCell: 2))
        var seen: [pid_t] = []
        for _ in 0..<5 {
            #expect(try await cells.verdict(path) == nil)
            seen.append(try await cells.processes()[0])
        }
        #expect(seen[0] == seen[1] && seen[2] == seen[3])
        #expect(Set(seen).count == 3)
    }

    @Test func shuttingDownLeavesNoProcess() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(cells: 2)
        let processes = try await cells.processes(2)
        for process in processes { kill(process, SIGSTOP) }
        // Two at work, two waiting.
        async let verdicts = withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<4 { group.addTask { try await cells.verdict(path) } }
            return try await group.reduce(into: [String?]()) { $0.append($1) }
        }
        try await Task.sleep(for: .milliseconds(100))
        cells.inspector.shutDown()
        #expect(try await verdicts == Array(repeating: "pdf-inspection-unavailable", count: 4))
        for process in processes { #expect(kill(process, 0) == -1, "neither alive nor a zombie") }
        #expect(try await cells.verdict(path) == "pdf-inspection-unavailable", "and stays so")
        cells.inspector.shutDown()
    }

    @Test func descriptorsComeBack() async throws {
        // Cells are spoken to by sockets, of which the tests beside this one have few.
        func sockets() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
                // Some are closed while we look.
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
                return target?.hasPrefix("socket:") ?? false
            }
        }
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let before = try sockets()
        for _ in 0..<40 {
            // The last reference gone shuts down as well.
            let cells = try CellFixture(limits: CellLimits(filesPerCell: 1))
            for _ in 0..<2 { #expect(try await cells.verdict(path) == nil) }
        }
        // One left per file or inspector would stay.
        try await eventually { try sockets() < before + 30 }
    }

    @Test func aCellEndsWithItsParent() async throws {
        let script = """
            import os, socket, subprocess, sys
            ours, theirs = socket.socketpair()
            os.dup2(theirs.fileno(), 3)
            cell = subprocess.Popen([sys.argv[1], "inspection-cell"], pass_fds=[3])
            print(cell.pid, flush=True)
            os._exit(0)
            """
        let parent = try Tool.run("python3", ["-c", script, CellFixture.program])
        let cell = try #require(pid_t(parent.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        try await eventually {
            // A zombie whom nobody has reaped yet has no command line either.
            let words = try? String(contentsOfFile: "/proc/\(cell)/cmdline", encoding: .utf8)
            return words?.isEmpty ?? true
        }
    }
}
