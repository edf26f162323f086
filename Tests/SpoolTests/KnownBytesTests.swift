import Foundation
import Glibc
import Hashing
import Spool
import TestSupport
import Testing

/// What was hashed once is not hashed again, unless it may have changed.
@Suite struct KnownBytesTests {
    private static let bytes = (0..<300_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private static func published(_ root: borrowing TemporaryDirectory) throws -> (Directory, Digest) {
        let root = try Directory.open(path: root.path)
        let desk = try root.makeSubdirectory("desk", mode: 0o700)
        var file = try root.create("work")
        try file.write(bytes)
        let synced = try file.sync()
        let digest = synced.digest
        _ = try synced.publish(as: "copy", in: desk)
        return (desk, digest)
    }

    @Test func whatIsAppendedGoesOnFromTheHashOfTheBeginning() throws {
        let root = try TemporaryDirectory()
        let (desk, digest) = try Self.published(root)
        var result = try desk.create("result")
        try result.write(contentsOf: try desk.openRegular("copy"))
        try result.write([1, 2, 3])
        let judged = { (name: String) in try Tool.run("sha256sum", [root.file("desk/" + name)]).output.prefix(64) }
        #expect(try result.sync().digest.hex == judged("result"))
        #expect(try desk.openRegular("copy").digest() == digest)
        #expect(try digest.hex == judged("copy"))
        #expect(try desk.openRegular("copy").hash().finalize() == digest)
    }

    /// By somebody who may, without leaving a trace in size, time of writing and permissions.
    @Test func aChangeIsSeenAllTheSame() throws {
        let root = try TemporaryDirectory()
        let (desk, digest) = try Self.published(root)
        #expect(try desk.openRegular("copy").digest() == digest)
        let path = root.file("desk/copy")
        var before = stat()
        #expect(stat(path, &before) == 0)
        #expect(chmod(path, 0o640) == 0)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try handle.write(contentsOf: Data([99]))
        try handle.close()
        #expect(utimensat(AT_FDCWD, path, [before.st_atim, before.st_mtim], 0) == 0)
        #expect(chmod(path, 0o440) == 0)
        #expect(try desk.openRegular("copy").digest() != digest)
        var result = try desk.create("result")
        try result.write(contentsOf: try desk.openRegular("copy"))
        #expect(try result.sync().digest != digest)
    }
}
