import Foundation
import TestSupport
import Testing

/// Eight threads want the same folder durable while one fsync of it takes long.
@Suite struct SharedSyncTests {
    /// - Parameter outcome: of each fsync, where it is not to succeed.
    private static func run(_ outcome: String = "") throws -> (syncs: Int, failed: Int) {
        let root = try TemporaryDirectory()
        let log = root.file("log")
        let slow = ["-e", "trace=fsync", "-e", "inject=fsync\(outcome):delay_enter=1500000"]
        let traced = try Tool.run(
            "strace", ["-f", "-qq", "-o", log] + slow + [ProbeProcess.path, "sync", root.path, "8"])
        #expect(traced.status == 0)
        let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").filter {
            $0.contains("fsync(")
        }
        return (calls.count, try #require(Int(traced.output.filter(\.isNumber))))
    }

    /// The one under way began before the others came: it does not count for them.
    @Test func whoComesMeanwhileSharesTheNext() throws {
        let (syncs, failed) = try Self.run()
        #expect(syncs == 2)
        #expect(failed == 0)
    }

    @Test func whatFailsFailsForAllWhoWaitedForIt() throws {
        let (syncs, failed) = try Self.run(":error=EIO")
        #expect(syncs == 2)
        #expect(failed == 8)
    }
}
