import Foundation
import Glibc
import Hashing
import Spool
import TestSupport
import Testing

/// The steps of a file: created, synced, published, its source retired.
@Suite struct FileStepTests {
    private static func folders(_ root: borrowing TemporaryDirectory) throws -> (Directory, Directory, Directory) {
        let root = try Directory.open(path: root.path)
        return (
            try root.makeSubdirectory("inbox", mode: 0o700), try root.makeSubdirectory("work", mode: 0o700),
            try root.makeSubdirectory("desk", mode: 0o700)
        )
    }

    @Test func aScanIsTakenInPublishedAndItsSourceRetired() throws {
        let root = try TemporaryDirectory()
        let (inbox, work, desk) = try Self.folders(root)
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        _ = try root.write(bytes, to: "inbox/scan.pdf")
        let judged = try Tool.run("sha256sum", [root.file("inbox/scan.pdf")]).output.prefix(64)

        let scan = try inbox.openRegular("scan.pdf")
        let copy = try scan.takeIn(to: work, as: "1.pdf")
        #expect(copy.digest.hex == judged)
        #expect(try work.status(of: "1.pdf")?.permissions == 0o440)
        let published = try copy.publish(as: "G22.pdf", in: desk)
        #expect(try published.retire(scan) == .removed)

        #expect(try inbox.names().isEmpty && work.names().isEmpty)
        #expect(try Tool.run("sha256sum", [root.file("desk/G22.pdf")]).output.prefix(64) == judged)
        #expect(try desk.openRegular("G22.pdf").isPrivate)
        let mapped = try desk.openRegular("G22.pdf").map()
        #expect(Array(mapped.bytes) == bytes)
    }

    @Test func aFileThatSomebodyHasOpenForWritingIsNotTaken() throws {
        let root = try TemporaryDirectory()
        let (inbox, work, _) = try Self.folders(root)
        let path = try root.write([1, 2, 3], to: "inbox/scan.pdf")
        let writer = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        try #require(writer >= 0)
        #expect(throws: SpoolFault.notSettled(path: path)) {
            _ = try inbox.openRegular("scan.pdf").takeIn(to: work, as: "1.pdf")
        }
        #expect(try work.names().isEmpty)
        close(writer)
        let reader = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(reader) }
        let taken = try inbox.openRegular("scan.pdf").takeIn(to: work, as: "1.pdf")
        #expect(taken.size == 3)
    }

    @Test func aFileThatIsStillWrittenIsNotTaken() throws {
        let root = try TemporaryDirectory()
        let (inbox, work, _) = try Self.folders(root)
        _ = try root.write([1, 2, 3], to: "inbox/scan.pdf")
        let changes: [(String) throws -> Void] = [
            { path in
                let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
                try handle.seekToEnd()
                try handle.write(contentsOf: Data([4]))
            },
            { path in try Data([9, 9, 9]).write(to: URL(fileURLWithPath: path)) },
            { path in try FileManager.default.linkItem(atPath: path, toPath: path + ".second") },
            { path in try FileManager.default.moveItem(atPath: path, toPath: path + ".moved") },
        ]
        for change in changes {
            let scan = try inbox.openRegular("scan.pdf")
            try change(root.file("inbox/scan.pdf"))
            #expect(throws: SpoolFault.notSettled(path: scan.path)) { _ = try scan.takeIn(to: work, as: "1.pdf") }
            #expect(try work.names().isEmpty, "nothing of it stays in the work folder")
        }
    }

    @Test func aSourceThatWasReplacedIsLeftAlone() throws {
        let root = try TemporaryDirectory()
        let (inbox, work, desk) = try Self.folders(root)
        let path = try root.write([1], to: "inbox/scan.pdf")
        let scan = try inbox.openRegular("scan.pdf")
        let published = try scan.takeIn(to: work, as: "1.pdf").publish(as: "1.pdf", in: desk)
        try Data([2]).write(to: URL(fileURLWithPath: root.file("inbox/next")))
        #expect(rename(root.file("inbox/next"), path) == 0)
        #expect(try published.retire(scan) == .replaced)
        #expect(try inbox.openRegular("scan.pdf").bytes(limit: 10) == [2])
        let gone = try inbox.openRegular("scan.pdf")
        #expect(unlink(path) == 0)
        #expect(try published.retire(gone) == .alreadyGone)
    }

    /// The process died between the two halves of a removal.
    @Test func aRetiredSourceComesBack() throws {
        let root = try TemporaryDirectory()
        let (inbox, _, _) = try Self.folders(root)
        _ = try root.write([1], to: "inbox/.chungthuc-retired-scan.pdf")
        try inbox.restoreRetired("scan.pdf")
        #expect(try inbox.openRegular("scan.pdf").bytes(limit: 9) == [1])
        try inbox.restoreRetired("scan.pdf")
        // Somebody was faster to use the name.
        _ = try root.write([2], to: "inbox/.chungthuc-retired-scan.pdf")
        try inbox.restoreRetired("scan.pdf")
        #expect(try inbox.names() == ["scan (2).pdf", "scan.pdf"])
        #expect(try inbox.openRegular("scan (2).pdf").bytes(limit: 9) == [2])
    }

    /// The process died between the two halves, and somebody dropped another file under the name: the source that was
    /// taken in must not come back beside it, to be taken in again.
    @Test func aRemovalThatWasBegunIsFinished() throws {
        let root = try TemporaryDirectory()
        let (inbox, _, _) = try Self.folders(root)
        let digest = try SHA256.digest(of: [1] as [UInt8])
        _ = try root.write([1], to: "inbox/.chungthuc-retired-scan.pdf")
        _ = try root.write([2], to: "inbox/scan.pdf")
        #expect(try inbox.finishRemoval(of: "scan.pdf", holding: digest))
        #expect(try inbox.names() == ["scan.pdf"])
        #expect(try !inbox.finishRemoval(of: "scan.pdf", holding: digest))
        // The name was taken away from another file.
        _ = try root.write([3], to: "inbox/.chungthuc-retired-scan.pdf")
        #expect(try !inbox.finishRemoval(of: "scan.pdf", holding: digest))
        #expect(try inbox.names() == ["scan (2).pdf", "scan.pdf"])
        #expect(try inbox.openRegular("scan (2).pdf").bytes(limit: 9) == [3])
    }

    /// Another file gets the name at the last moment, after every look by name: it stays.
    @Test func aNewcomerUnderTheNameOfARetiredSourceStays() throws {
        let root = try TemporaryDirectory()
        let arguments = try DurabilityTests.workspace(root)
        let newcomer = try root.write([2], to: "newcomer")
        // Held before the source's name is taken away: its second rename.
        let tracer = Process()
        tracer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tracer.arguments =
            ["strace", "-f", "-qq", "-e", "trace=renameat2", "-e", "inject=renameat2:delay_enter=2000000:when=2"]
            + ["-o", "/dev/null", try ProbeProcess.path] + arguments
        try tracer.run()
        let desk = try Directory.open(path: root.file("desk"))
        while try desk.names().isEmpty, tracer.isRunning { usleep(10_000) }
        #expect(rename(newcomer, root.file("inbox/scan.pdf")) == 0)
        tracer.waitUntilExit()
        #expect(tracer.terminationStatus == 0)
        let inbox = try Directory.open(path: root.file("inbox"))
        #expect(try inbox.names() == ["scan.pdf"])
        #expect(try inbox.openRegular("scan.pdf").bytes(limit: 9) == [2])
    }

    @Test func anOfficeWithoutRoomBeginsNoStep() throws {
        // Without the right to mount there is no small disk to fill.
        guard getuid() == 0 else { return }
        let root = try TemporaryDirectory()
        let place = try Directory.make(path: root.file("disk"), mode: 0o700).path
        for options in ["size=8m", "size=64m,nr_inodes=8", "size=64m,ro"] {
            guard try Tool.run("mount", ["-t", "tmpfs", "-o", options, "none", place]).status == 0 else { return }
            // The operating system's list of mounts shows what could not be removed.
            defer { _ = try? Tool.run("umount", [place]) }
            let fault = #expect(throws: SpoolFault.self, "\(options)") {
                try Directory.open(path: place).requireRoom(forDocumentOf: 1000)
            }
            #expect(fault?.exitCode == (options.hasSuffix("ro") ? .cannotCreate : .temporary), "\(options)")
        }
        try Directory.open(path: root.path).requireRoom(forDocumentOf: 1000)
        #expect(throws: SpoolFault.noRoom(path: root.path)) {
            try Directory.open(path: root.path).requireRoom(forDocumentOf: 1 << 50)
        }
    }

    @Test func ofManyPublishersOfOneNameOneWins() async throws {
        let root = try TemporaryDirectory()
        let (_, work, desk) = try Self.folders(root)
        let wins = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<32 {
                group.addTask {
                    do {
                        guard let name = FileName("\(number)") else { return false }
                        var file = try work.create(name)
                        try file.write(Array("\(number)".utf8))
                        _ = try file.sync().publish(as: "one.pdf", in: desk)
                        return true
                    } catch {
                        return (error as? SpoolFault) != .nameTaken(path: desk.describe("one.pdf"))
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(wins == 1)
        #expect(try work.names().count == 31, "the others are kept for whoever decides")
    }

    @Test func whatIsNotSyncedLeavesNothing() throws {
        let root = try TemporaryDirectory()
        let (_, work, _) = try Self.folders(root)
        do {
            var file = try work.create("draft")
            try file.write([1])
        }
        #expect(try work.names().isEmpty)
        do { _ = try work.create("kept").sync() }
        #expect(try work.names() == ["kept"])
        #expect(throws: SpoolFault.nameTaken(path: work.describe("kept"))) { _ = try work.create("kept") }
    }

    @Test func recoveryKnowsWorkAndPublishedFilesByTheirDigest() throws {
        let root = try TemporaryDirectory()
        let (_, work, desk) = try Self.folders(root)
        let digest = try SHA256.digest(of: [7])
        let other = try SHA256.digest(of: [8])
        _ = try root.write([7], to: "work/1.pdf")
        #expect(try work.reopenSynced("2.pdf", expecting: digest) == nil)
        #expect(throws: SpoolFault.digestMismatch(path: work.describe("1.pdf"))) {
            _ = try work.reopenSynced("1.pdf", expecting: other)
        }
        _ = try work.reopenSynced("1.pdf", expecting: digest)?.publish(as: "1.pdf", in: desk)
        #expect(try desk.published("1.pdf", expecting: digest)?.size == 1)
        #expect(try desk.published("1.pdf", expecting: other) == nil)
    }

    @Test func aPrivateInodeIsCarriedOnByRename() throws {
        let root = try TemporaryDirectory()
        let (_, work, desk) = try Self.folders(root)
        var file = try work.create("1.pdf")
        try file.write([1, 2])
        _ = try file.sync().publish(as: "1.pdf", in: desk)
        let source = try desk.openRegular("1.pdf")
        let (inode, digest) = (source.status.inode, try source.digest())
        let moved = try source.relocate(as: "2.pdf", in: work, digest: digest)
        #expect(try work.status(of: "2.pdf")?.inode == inode)
        #expect(moved.digest == digest)
        #expect(try desk.names().isEmpty)

        #expect(throws: SpoolFault.replaced(path: work.describe("2.pdf"))) {
            let second = try work.openRegular("2.pdf")
            _ = try root.write([3], to: "work/3.pdf")
            #expect(rename(root.file("work/3.pdf"), root.file("work/2.pdf")) == 0)
            _ = try second.relocate(as: "4.pdf", in: desk, digest: digest)
        }
        #expect(try work.openRegular("2.pdf").bytes(limit: 9) == [3])
    }
}
