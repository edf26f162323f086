import Foundation
import Spool
import TestSupport
import Testing

/// A file whose hash is known is copied by the kernel; what the kernel cannot do is done by hand, and what fails, fails.
@Suite struct CopyTests {
    /// Twice as much as is copied at a time, and some.
    private static let size = 17_000_001

    /// Has the probe copy a scan with a fault in it; `result.pdf` is to be like `expected`.
    private static func run(
        _ root: borrowing TemporaryDirectory, _ calls: String, _ injection: String?
    ) throws -> ToolResult {
        let scan = try #require(
            try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/urandom")).read(upToCount: size))
        try scan.write(to: URL(fileURLWithPath: root.file("scan.pdf")))
        try (scan + Data("ending".utf8)).write(to: URL(fileURLWithPath: root.file("expected")))
        var options = ["-f", "-qq", "-y", "-e", "trace=\(calls)", "-o", root.file("log")]
        if let injection { options += ["-e", "inject=\(calls):\(injection)"] }
        return try Tool.run("strace", options + [try ProbeProcess.path, "copy", root.path])
    }

    private static func expectResult(_ root: borrowing TemporaryDirectory, _ traced: ToolResult) throws {
        #expect(traced.status == 0, "\(traced.errors)")
        #expect(try Tool.run("cmp", [root.file("result.pdf"), root.file("expected")]).status == 0)
        let judged = try Tool.run("sha256sum", [root.file("expected")]).output.prefix(64)
        #expect(traced.output.trimmingCharacters(in: .newlines) == judged)
    }

    /// What file systems, kernels and sandboxes say to a call that they do not have; from the second time on, too.
    @Test(arguments: ["EXDEV", "EINVAL", "ENOSYS", "EOPNOTSUPP", "EPERM"], ["1+", "2+"])
    func whatTheKernelDoesNotCopyIsCopiedByHand(error: String, occurrence: String) throws {
        let root = try TemporaryDirectory()
        try Self.expectResult(root, try Self.run(root, "copy_file_range", "error=\(error):when=\(occurrence)"))
    }

    @Test(arguments: ["ENOSYS", "EINVAL", "EOPNOTSUPP"])
    func withoutTheHintTheResultIsTheSame(error: String) throws {
        let root = try TemporaryDirectory()
        try Self.expectResult(root, try Self.run(root, "sync_file_range", "error=\(error)"))
    }

    @Test func aSignalInterruptsNothing() throws {
        let root = try TemporaryDirectory()
        try Self.expectResult(root, try Self.run(root, "copy_file_range", "error=EINTR:when=2"))
    }

    /// An end before the end: the file is another by now.
    @Test(arguments: [
        ("copy_file_range", "error=ENOSPC:when=2"), ("copy_file_range", "error=EIO:when=1"),
        ("copy_file_range", "retval=0:when=2"), ("sync_file_range", "error=EIO:when=1"),
        ("sync_file_range", "error=ENOSPC:when=3"),
    ])
    func aFailedCopyLeavesNothing(call: String, injection: String) throws {
        let root = try TemporaryDirectory()
        let traced = try Self.run(root, call, injection)
        #expect(traced.status != 0)
        #expect(try Directory.open(path: root.path).status(of: "result.pdf") == nil)
    }

    /// Only bytes that nobody has hashed yet go through this process.
    @Test func whatIsKnownIsNotRead() throws {
        let root = try TemporaryDirectory()
        try Self.expectResult(root, try Self.run(root, "copy_file_range,pread64", nil))
        let calls = try String(contentsOfFile: root.file("log"), encoding: .utf8).split(separator: "\n")
        #expect(calls.contains { $0.contains("copy_file_range(") })
        let reads = calls.filter { $0.contains("pread64(") && $0.contains(".pdf>") }
        #expect(reads.compactMap { Int($0.split(separator: " ").last ?? "") }.reduce(0, +) == Self.size)
    }
}
