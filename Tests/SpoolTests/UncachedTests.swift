import Foundation
import Spool
import TestSupport
import Testing

/// A file that is written past the kernel's cache holds the same bytes, whatever its length and its file system.
@Suite struct UncachedTests {
    private static func run(
        _ root: borrowing TemporaryDirectory, size: Int, injection: String? = nil
    ) throws -> ToolResult {
        let random = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/urandom"))
        let scan = size == 0 ? Data() : try #require(try random.read(upToCount: size))
        try scan.write(to: URL(fileURLWithPath: root.file("scan.pdf")))
        let probe = [try ProbeProcess.path, "uncached", root.path]
        guard let injection else { return try Tool.run(probe[0], Array(probe.dropFirst())) }
        let options = ["-f", "-qq", "-P", root.file("result.pdf"), "-e", "trace=write,fcntl", "-o", root.file("log")]
        return try Tool.run("strace", options + ["-e", "inject=\(injection)"] + probe)
    }

    private static func expectResult(_ root: borrowing TemporaryDirectory, _ result: ToolResult) throws {
        #expect(result.status == 0, "\(result.errors)")
        #expect(try Tool.run("cmp", [root.file("result.pdf"), root.file("scan.pdf")]).status == 0)
        let judged = try Tool.run("sha256sum", [root.file("scan.pdf")]).output.prefix(64)
        #expect(result.output.trimmingCharacters(in: .newlines) == judged)
    }

    /// Around blocks and what is collected of them.
    @Test(arguments: [
        0, 1, 4095, 4096, 4097, 1_048_575, 1_048_576, 1_048_577, 1_052_672, 3_145_728, 3_145_733,
    ])
    func everyLengthComesOutWhole(size: Int) throws {
        let root = try TemporaryDirectory()
        try Self.expectResult(root, try Self.run(root, size: size))
    }

    /// A file system that cannot says so at once, or when something is written, or in the middle.
    @Test(arguments: ["fcntl:error=EINVAL", "write:error=EINVAL:when=1", "write:error=EINVAL:when=3"])
    func whereItCannotBeTheCacheIsUsed(injection: String) throws {
        let root = try TemporaryDirectory()
        try Self.expectResult(root, try Self.run(root, size: 3_145_733, injection: injection))
    }

    @Test(arguments: ["write:error=EINVAL:when=1+", "write:error=ENOSPC:when=2", "write:error=EIO:when=4"])
    func aFailedWriteLeavesNothing(injection: String) throws {
        let root = try TemporaryDirectory()
        #expect(try Self.run(root, size: 3_145_733, injection: injection).status != 0)
        #expect(try Directory.open(path: root.path).status(of: "result.pdf") == nil)
    }
}
