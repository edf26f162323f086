import Foundation
import TestSupport
import Testing

@testable import PDF

/// Cells that die, hang, or never start: it costs the file that was there, and nobody else.
@Suite struct CellTroubleTests {
    @Test func aHangingCellIsReplaced() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(limits: CellLimits(secondsPerFile: 3, secondsAtMost: 4))
        let hanging = try await cells.processes()
        kill(hanging[0], SIGSTOP)
        #expect(try await cells.verdict(path) == "pdf-inspection-timed-out")
        #expect(try await cells.verdict(path) == nil)
        #expect(try await cells.processes() != hanging)
        #expect(kill(hanging[0], 0) == -1, "killed and reaped")
    }

    @Test func aCellThatGetsNoProcessorTimeIsWaitedFor() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture(limits: CellLimits(secondsPerFile: 0.2, secondsAtMost: 120))
        let cell = try await cells.processes()[0]
        kill(cell, SIGSTOP)
        async let verdict = cells.verdict(path)
        // Longer than one file may take; stopped, it takes none of it.
        try await Task.sleep(for: .seconds(1))
        kill(cell, SIGCONT)
        #expect(try await verdict == nil)
    }

    @Test func aCellKilledAtWorkIsGivenASecondTry() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture()
        let first = try await cells.processes()[0]
        kill(first, SIGSTOP)
        async let verdict = cells.verdict(path)
        // The request is on its way, or in the stopped cell's socket: both must do.
        try await Task.sleep(for: .milliseconds(100))
        kill(first, SIGKILL)
        #expect(try await verdict == nil)
    }

    @Test func aCellKilledBetweenFilesIsNotMissed() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let cells = try CellFixture()
        for _ in 0..<5 {
            kill(try await cells.processes()[0], SIGKILL)
            #expect(try await cells.verdict(path) == nil)
        }
    }

    @Test func aFileThatEveryCellDiesOfIsRefused() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "deadly.pdf")
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let inspector = try Inspector(
            executable: "/bin/sh", arguments: ["-c", "head -c 8 <&3 >/dev/null; kill -SEGV $$"], cells: 1
        )
        let fault = await #expect(throws: PDFFault.self) {
            try await inspector.inspect(descriptor, name: "deadly.pdf", rules: nil)
        }
        #expect(fault == .inspectionCrashed(name: "deadly.pdf", reason: "signal 11"))
    }

    @Test func aCellThatTalksNonsenseIsReplaced() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "odd.pdf")
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        for answer in [#"\377\377\377\377"#, #"\0\0\0\2{}"#] {
            let inspector = try Inspector(
                executable: "/bin/sh", arguments: ["-c", "head -c 8 <&3 >/dev/null; printf '\(answer)' >&3; sleep 60"],
                cells: 1
            )
            let fault = await #expect(throws: PDFFault.self) {
                try await inspector.inspect(descriptor, name: "odd.pdf", rules: nil)
            }
            #expect(fault?.code == "pdf-inspection-crashed", "\(answer)")
        }
    }

    @Test func aMissingProgramIsNotTheFilesFault() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let inspector = try Inspector(executable: workspace.file("gone"), arguments: [], cells: 2)
        let fault = await #expect(throws: PDFFault.self) {
            try await inspector.inspect(descriptor, name: "sound.pdf", rules: nil)
        }
        #expect(fault?.code == "pdf-inspection-unavailable")
        #expect(fault?.exitCode == .unavailable)
        #expect(fault?.message.english.contains(workspace.file("gone")) == true)
    }

    @Test func aMemoryBombCostsOnlyItself() async throws {
        let workspace = try TemporaryDirectory()
        let path = try workspace.write(BlankDocument.bytes(), to: "sound.pdf")
        let bomb = workspace.file("bomb.pdf")
        let made = try Tool.run("python3", ["-c", Self.bombScript, bomb])
        try #require(made.status == 0, "\(made.errors)")
        let cells = try CellFixture(limits: CellLimits(secondsPerFile: 60, memory: 512 << 20))
        #expect(try await cells.verdict(bomb, rules: nil) == "pdf-inspection-out-of-memory")
        #expect(try await cells.verdict(bomb) == "pdf-unpacks-too-large")
        #expect(try await cells.verdict(path) == nil)
    }

    /// A PDF whose object stream with the page tree unpacks to a gibibyte.
    private static let bombScript = """
        import sys, zlib
        packer = zlib.compressobj(9)
        body = b"2 0 3 60 " + b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".ljust(60)
        body += b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
        data = packer.compress(body) + packer.flush(zlib.Z_FULL_FLUSH)
        # After a full flush nothing refers back, so that one packed mebibyte of blanks serves again and again.
        data += (packer.compress(b" " * 1048576) + packer.flush(zlib.Z_FULL_FLUSH)) * 1024
        out = b"%PDF-1.7\\n"
        places = {}
        places[1] = len(out)
        out += b"1 0 obj\\n<< /Type /Catalog /Pages 2 0 R >>\\nendobj\\n"
        places[4] = len(out)
        out += b"4 0 obj\\n<< /Type /ObjStm /N 2 /First 9 /Filter /FlateDecode /Length %d >>\\nstream\\n" % len(data)
        out += data + b"\\nendstream\\nendobj\\n"
        start = len(out)
        rows = [(0, 0, 65535), (1, places[1], 0), (2, 4, 0), (2, 4, 1), (1, places[4], 0), (1, start, 0)]
        table = b"".join(bytes([kind]) + a.to_bytes(4, "big") + b.to_bytes(2, "big") for kind, a, b in rows)
        out += b"5 0 obj\\n<< /Type /XRef /Size 6 /Root 1 0 R /W [1 4 2] /Length %d >>\\nstream\\n" % len(table)
        out += table + b"\\nendstream\\nendobj\\nstartxref\\n%d\\n%%%%EOF\\n" % start
        open(sys.argv[1], "wb").write(out)
        """
}
