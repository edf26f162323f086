import Foundation
import Glibc
import Spool
import TestSupport
import Testing

/// What the kernel is asked for, as strace sees it.
@Suite struct DurabilityTests {
    private static let mutatingCalls = ["openat", "write", "fchmod", "fsync", "renameat2", "unlinkat"]
    private static let content = [UInt8](repeating: 0x25, count: 100_000)

    static func workspace(_ root: borrowing TemporaryDirectory) throws -> [String] {
        let folder = try Directory.open(path: root.path)
        for name: FileName in ["inbox", "work", "desk"] { _ = try folder.makeSubdirectory(name, mode: 0o700) }
        _ = try root.write(content, to: "inbox/scan.pdf")
        return ["step", root.file("inbox"), root.file("work"), root.file("desk")]
    }

    @Test func bytesAreDurableBeforeTheNameAndTheNameBeforeTheSourceGoes() throws {
        let root = try TemporaryDirectory()
        let arguments = try Self.workspace(root)
        let log = try TemporaryDirectory()
        let calls = "trace=" + Self.mutatingCalls.joined(separator: ",")
        let traced = try Tool.run(
            "strace",
            ["-f", "-y", "-e", calls, "-o", log.file("log"), try ProbeProcess.path] + arguments
        )
        #expect(traced.status == 0, "\(traced.errors)")
        let lines = try String(contentsOfFile: log.file("log"), encoding: .utf8).split(separator: "\n")
        let steps = lines.compactMap { line -> String? in
            guard line.contains(root.path) else { return nil }
            let place = ["work.pdf>", "/inbox>", "/work>", "/desk>"].first { line.contains($0) }
            return Self.mutatingCalls.dropFirst().first { line.contains("\($0)(") }.map { "\($0) \(place ?? "")" }
        }
        #expect(
            Self.withoutRepeats(steps) == [
                "fchmod work.pdf>", "write work.pdf>", "fsync work.pdf>", "fsync /work>",
                "renameat2 /work>", "fsync /desk>", "fsync /work>",
                "renameat2 /inbox>", "unlinkat /inbox>", "fsync /inbox>",
            ]
        )
        #expect(lines.contains { $0.contains("renameat2(") && $0.contains("RENAME_NOREPLACE") })
    }

    /// However the process dies, the document is whole in at least one place, and nothing torn has a final name.
    @Test(arguments: mutatingCalls)
    func killedAtAnyCallNothingIsLostOrTorn(call: String) throws {
        var kills = 0
        for occurrence in 1...60 {
            let root = try TemporaryDirectory()
            let arguments = try Self.workspace(root)
            let injection = "inject=\(call):signal=SIGKILL:when=\(occurrence)"
            let traced = try Tool.run(
                "strace",
                ["-f", "-qq", "-e", "trace=\(call)", "-e", injection, "-o", "/dev/null", try ProbeProcess.path]
                    + arguments
            )
            if traced.status == 0 { break }
            kills += 1
            let source = try Directory.open(path: root.file("inbox"))
            let desk = try Directory.open(path: root.file("desk"))
            let placed = try desk.names()
            try source.restoreRetired("scan.pdf")
            if try source.status(of: "scan.pdf") != nil {
                #expect(try source.openRegular("scan.pdf").bytes(limit: 1 << 20) == Self.content)
            } else {
                #expect(placed.count == 1, "\(call) \(occurrence)")
            }
            for name in placed {
                let digest = try desk.openRegular(name).digest()
                #expect(digest.hex == name.display, "\(call) \(occurrence): the name is the digest")
            }
        }
        #expect(kills > 0, "\(call) was never made")
    }

    @Test(arguments: ["EIO", "ENOSPC"])
    func afterAFailedSyncNothingIsPublishedAndTheSourceStays(error: String) throws {
        for occurrence in 1...4 {
            let root = try TemporaryDirectory()
            let arguments = try Self.workspace(root)
            let log = try TemporaryDirectory()
            let traced = try Tool.run(
                "strace",
                [
                    "-f", "-y", "-e", "trace=fsync", "-e", "inject=fsync:error=\(error):when=\(occurrence)",
                    "-o", log.file("log"), try ProbeProcess.path,
                ] + arguments
            )
            #expect(traced.status != 0)
            let source = try Directory.open(path: root.file("inbox"))
            #expect(try source.openRegular("scan.pdf").bytes(limit: 1 << 20) == Self.content)
            let work = try Directory.open(path: root.file("work"))
            #expect(try work.names().isEmpty, "discarded, not published later")
            let syncs = try String(contentsOfFile: log.file("log"), encoding: .utf8).split(separator: "\n")
                .count { $0.contains("fsync(") }
            #expect(syncs == occurrence, "a failed fsync is not repeated")
        }
    }

    /// One signal is nothing; a call that is interrupted for ever ends the step, and not in an endless loop.
    @Test(arguments: [("1", true), ("1+", false)])
    func interruptedCallsAreRepeatedButNotForEver(occurrence: String, succeeds: Bool) throws {
        let root = try TemporaryDirectory()
        let arguments = try Self.workspace(root)
        let traced = try Tool.run(
            "timeout",
            [
                "60", "strace", "-f", "-qq", "-e", "trace=renameat2", "-o", "/dev/null",
                "-e", "inject=renameat2:error=EINTR:when=\(occurrence)", try ProbeProcess.path,
            ] + arguments
        )
        #expect((traced.status == 0) == succeeds && traced.status != 124, "\(traced.status): \(traced.errors)")
        let source = try Directory.open(path: root.file("inbox"))
        #expect(try (source.status(of: "scan.pdf") == nil) == succeeds)
    }

    private static func withoutRepeats(_ steps: [String]) -> [String] {
        steps.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}
