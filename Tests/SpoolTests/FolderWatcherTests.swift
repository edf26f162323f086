import Foundation
import Spool
import TestSupport
import Testing

/// libinotifytools has one state in a process, so these run one after the other.
@Suite(.serialized) struct FolderWatcherTests {
    /// What a consumer has been told so far.
    private actor Told {
        private(set) var hints: [FolderWatcher.Hint] = []
        func add(_ hint: FolderWatcher.Hint) { hints.append(hint) }
        func forget() { hints = [] }

        func contains(_ hint: FolderWatcher.Hint, or other: FolderWatcher.Hint? = nil) async throws -> Bool {
            for _ in 0..<1500 {
                if hints.contains(hint) || other.map(hints.contains) == true { return true }
                try await Task.sleep(for: .milliseconds(20))
            }
            return false
        }
    }

    private static func listen(to watcher: FolderWatcher) -> Told {
        let told = Told()
        Task { for await hint in watcher.hints { await told.add(hint) } }
        return told
    }

    @Test func filesInManyFoldersAreHinted() async throws {
        let root = try TemporaryDirectory()
        let base = try Directory.open(path: root.path)
        let paths = try (0..<50).map { number in
            try base.makeSubdirectory(try #require(FileName("\(number)")), mode: 0o700).path
        }
        let watcher = try FolderWatcher(folders: paths, rescanInterval: .seconds(3600))
        defer { watcher.stop() }
        let told = Self.listen(to: watcher)
        #expect(try await told.contains(.rescan))
        #expect(try await eventually { watcher.polledFolders.isEmpty })
        await told.forget()
        for (index, path) in paths.enumerated() {
            try Data([1]).write(to: URL(fileURLWithPath: path + "/.scan"))
            #expect(rename(path + "/.scan", path + "/scan.pdf") == 0)
            #expect(try await told.contains(.folderChanged(index)))
        }
    }

    @Test func aFolderThatIsReplacedIsWatchedAgain() async throws {
        let root = try TemporaryDirectory()
        let path = root.file("inbox")
        let watcher = try FolderWatcher(folders: [path], rescanInterval: .seconds(3600))
        defer { watcher.stop() }
        let told = Self.listen(to: watcher)
        #expect(try await told.contains(.folderChanged(0)), "a missing folder is polled")
        // Counted after the hint: without this the 0 of the beginning would be taken for a watch.
        #expect(try await eventually { watcher.polledFolders == [0] })
        for _ in 0..<2 {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(try await eventually { watcher.polledFolders.isEmpty })
            await told.forget()
            try Data([1]).write(to: URL(fileURLWithPath: path + "/scan.pdf"))
            // The rescan that came with the new watch may still be waiting, and looks at this folder, too.
            #expect(try await told.contains(.folderChanged(0), or: .rescan))
            await told.forget()
            #expect(rename(path, path + UUID().uuidString) == 0)
            #expect(try await told.contains(.rescan), "a lost folder is a doubt")
            #expect(try await eventually { watcher.polledFolders == [0] })
        }
    }

    @Test func aSecondWatcherLeavesTheFirstItsEvents() async throws {
        let root = try TemporaryDirectory()
        let other = try TemporaryDirectory()
        let first = try FolderWatcher(folders: [root.path], rescanInterval: .seconds(3600))
        defer { first.stop() }
        let toldFirst = Self.listen(to: first)
        // Which folders are polled is known with the first hint; before it the second might be the faster thread.
        #expect(try await toldFirst.contains(.rescan))
        #expect(first.polledFolders.isEmpty)
        let second = try FolderWatcher(folders: [other.path], rescanInterval: .seconds(3600))
        defer { second.stop() }
        let toldSecond = Self.listen(to: second)
        // The second asks for the library each time it polls.
        for _ in 0..<2 {
            #expect(try await toldSecond.contains(.folderChanged(0)))
            await toldSecond.forget()
        }
        await toldFirst.forget()
        try Data([1]).write(to: URL(fileURLWithPath: root.path + "/scan.pdf"))
        #expect(try await toldFirst.contains(.folderChanged(0)))
        #expect(first.polledFolders.isEmpty)
    }

    @Test func withoutEventsEveryFolderIsPolled() async throws {
        let root = try TemporaryDirectory()
        let watcher = try FolderWatcher(folders: [root.path], source: .polling)
        let told = Self.listen(to: watcher)
        #expect(try await told.contains(.rescan))
        for _ in 0..<2 {
            await told.forget()
            #expect(try await told.contains(.folderChanged(0)))
        }
        #expect(watcher.polledFolders == [0])
        watcher.stop()
        var iterator = watcher.hints.makeAsyncIterator()
        #expect(await iterator.next() == nil, "the stream ends with the watcher")
    }

    @Test func anOverflowOfTheQueueIsARescan() async throws {
        let limitText = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let limit = try #require(Int(limitText.trimmingCharacters(in: .whitespacesAndNewlines)))
        guard limit <= 100_000 else { return }
        let root = try TemporaryDirectory()
        let output = try TemporaryDirectory()
        let said = try output.write([], to: "said")
        let probe = try ProbeProcess.start(["watch", root.path], output: said)
        defer { kill(probe.processIdentifier, SIGKILL) }
        func count(_ hint: String) throws -> Int {
            try String(contentsOfFile: said, encoding: .utf8).split(separator: "\n").count { $0 == hint }
        }
        // The watch stands when a file is noticed; the rescan after it was for the watch.
        try Data([1]).write(to: URL(fileURLWithPath: root.file("first")))
        #expect(try await eventually { try count("folderChanged(0)") > 0 || count("rescan") > 0 })
        try await Task.sleep(for: .seconds(2))
        let before = try count("rescan")
        kill(probe.processIdentifier, SIGSTOP)
        for number in 0..<(limit / 2 + 1000) {
            guard let file = fopen(root.file("\(number)"), "w") else { break }
            fclose(file)
        }
        kill(probe.processIdentifier, SIGCONT)
        #expect(try await eventually { try count("rescan") > before })
    }
}
