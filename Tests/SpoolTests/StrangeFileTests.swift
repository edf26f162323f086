import Faults
import Foundation
import Glibc
import Spool
import TestSupport
import Testing

/// What people, desktops and attackers leave in folders.
@Suite struct StrangeFileTests {
    /// Names as Python, which keeps them as bytes too, makes them.
    private static let names: [[UInt8]] = [
        Array("a\nb.pdf".utf8), [0xff, 0xc3, 0x2e, 0x70], Array("\u{1EC7}.pdf".utf8),
        Array("e\u{323}\u{302}.pdf".utf8), Array("-rf.pdf".utf8), Array("SCAN.PDF".utf8), Array("scan.pdf".utf8),
        [UInt8](repeating: 0x78, count: 255),
    ]

    @Test func everyNameIsListedAndFound() throws {
        let root = try TemporaryDirectory()
        let script = """
            import os, sys
            for i, line in enumerate(open(sys.argv[2]).read().split()):
                with open(os.path.join(os.fsencode(sys.argv[1]), bytes.fromhex(line)), "wb") as f: f.write(bytes([i]))
            """
        let hex = Self.names.map { $0.map { String(format: "%02x", $0) }.joined() }.joined(separator: "\n")
        let lists = try TemporaryDirectory()
        let list = try lists.write(Array(hex.utf8), to: "names")
        #expect(try Tool.run("python3", ["-c", script, root.path, list]).status == 0)

        let folder = try Directory.open(path: root.path)
        #expect(try folder.names() == Self.names.compactMap { FileName(bytes: $0) }.sorted())
        for (index, bytes) in Self.names.enumerated() {
            let name = try #require(FileName(bytes: bytes))
            #expect(try folder.openRegular(name).bytes(limit: 10) == [UInt8(index)])
        }
    }

    @Test func onlyRegularFilesAreOpened() throws {
        let root = try TemporaryDirectory()
        _ = try root.write([1], to: "secret")
        let made = try Tool.run(
            "sh",
            [
                "-c",
                "ln -s secret link.pdf; mkfifo pipe.pdf; mkdir folder.pdf; ln -s nowhere dangling.pdf; "
                    + "python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('socket.pdf')\"",
            ],
            directory: root.path
        )
        #expect(made.status == 0)
        let folder = try Directory.open(path: root.path)
        let expected: [(FileName, FileKind)] = [
            ("link.pdf", .symbolicLink), ("dangling.pdf", .symbolicLink), ("pipe.pdf", .pipe),
            ("folder.pdf", .directory), ("socket.pdf", .socket),
        ]
        for (name, kind) in expected {
            #expect(throws: SpoolFault.notRegular(path: folder.describe(name), kind)) {
                _ = try folder.openRegular(name)
            }
        }
        #expect(throws: SpoolFault.system(.open, path: folder.describe("nothing.pdf"), errno: ENOENT)) {
            _ = try folder.openRegular("nothing.pdf")
        }
        #expect(throws: SpoolFault.self) { _ = try folder.subdirectory("link.pdf") }
    }

    @Test func setAsideNeverOverwritesAndSaysWhy() throws {
        let root = try TemporaryDirectory()
        let folder = try Directory.open(path: root.path)
        let refused = try folder.makeSubdirectory("refused", mode: 0o700)
        let reason = Wording(vi: "Tệp bị mã hóa.", en: "The file is encrypted.")
        for content: UInt8 in 1...3 {
            _ = try root.write([content], to: "scan.pdf")
            try folder.setAside("scan.pdf", in: refused, reason: reason)
        }
        for (index, name) in ["scan.pdf", "scan (2).pdf", "scan (3).pdf"].enumerated() {
            let name = try #require(FileName(name))
            #expect(try refused.openRegular(name).bytes(limit: 9) == [UInt8(index + 1)])
            let text = try refused.openRegular(ReasonFile.name(for: name)).bytes(limit: 1000)
            #expect(String(decoding: text, as: UTF8.self) == "Tệp bị mã hóa.\n\nThe file is encrypted.\n")
        }
        #expect(try refused.names().count == 6, "and no draft is left")
        #expect(try folder.names() == ["refused"])
    }

    /// However the process dies while it sets a file aside, the file stands with its reason after the next start, or is
    /// still where it was.
    @Test(arguments: ["openat", "write", "fsync", "renameat2", "renameat"])
    func aKilledSettingAsideIsFinished(call: String) throws {
        var kills = 0
        for occurrence in 1...30 {
            let root = try TemporaryDirectory()
            let folder = try Directory.open(path: root.path)
            let refused = try folder.makeSubdirectory("refused", mode: 0o700)
            _ = try root.write([1], to: "scan.pdf")
            let traced = try Tool.run(
                "strace",
                [
                    "-f", "-qq", "-e", "trace=\(call)", "-e", "inject=\(call):signal=SIGKILL:when=\(occurrence)",
                    "-o", "/dev/null", try ProbeProcess.path, "aside", root.path, refused.path,
                ]
            )
            if traced.status == 0 { break }
            kills += 1
            try refused.finishSettingAside()
            let names = try refused.names()
            let isThere = try folder.status(of: "scan.pdf") != nil
            #expect(names == (isThere ? [] : ["scan.pdf", "scan.pdf.reason.txt"]), "\(call) \(occurrence)")
        }
        #expect(kills > 0, "\(call) was never made")
    }

    @Test func setAsideTakesLinksPipesAndTheLongestNames() throws {
        let root = try TemporaryDirectory()
        let folder = try Directory.open(path: root.path)
        let refused = try folder.makeSubdirectory("refused", mode: 0o700)
        let long = String(repeating: "x", count: 251) + ".pdf"
        let made = try Tool.run("sh", ["-c", "ln -s /etc/passwd l; mkfifo p; touch \(long)"], directory: root.path)
        #expect(made.status == 0)
        let reason = Wording(vi: "Không phải PDF.", en: "Not a PDF.")
        for name in ["l", "p", long] {
            let name = try #require(FileName(name))
            #expect(try folder.setAside(name, in: refused, reason: reason) == name)
        }
        #expect(try refused.status(of: "l")?.kind == .symbolicLink)
        #expect(try refused.status(of: "p")?.kind == .pipe)
        #expect(try refused.names().filter(ReasonFile.isReason).count == 3)
    }

    @Test func acrossFileSystemsAFileIsCopiedWhole() throws {
        // /dev/shm is a file system of its own wherever there is one.
        guard access("/dev/shm", W_OK) == 0 else { return }
        let root = try TemporaryDirectory()
        let path = "/dev/shm/chungthuc-\(UUID().uuidString)"
        let far = try Directory.make(path: path, mode: 0o700)
        // The operating system empties this folder should the removal fail.
        defer { try? FileManager.default.removeItem(atPath: path) }
        let near = try Directory.open(path: root.path)
        guard try far.status().device != near.status().device else { return }
        _ = try root.write([5, 6], to: "scan.pdf")
        #expect(throws: SpoolFault.differentFileSystems(from: near.path, to: far.path)) {
            try near.move("scan.pdf", to: far, as: "scan.pdf")
        }
        try near.setAside("scan.pdf", in: far, reason: Wording(vi: "Vì sao.", en: "Why."))
        #expect(try near.names().isEmpty)
        #expect(try far.openRegular("scan.pdf").bytes(limit: 9) == [5, 6])
        #expect(try far.names() == ["scan.pdf", "scan.pdf.reason.txt"])
    }
}
