import Certification
import Foundation
import Ledger
import TestSupport
import Testing

@Suite struct DurabilityTests {
    /// Built beside the tests.
    private static let probe: String = {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("ledger-probe").path
    }()

    /// With `synchronous = NORMAL`, which GRDB sets by itself, the log is not synced at commits, and this fails.
    @Test func everyCommitIsSynced() throws {
        let commits = 40
        #expect(try syncsOfLog(commits: commits) - syncsOfLog(commits: 0) >= commits)
    }

    /// How often a process that makes so many commits in a new ledger syncs its write-ahead log, by strace's account.
    private func syncsOfLog(commits: Int) throws -> Int {
        let folder = try TemporaryDirectory("durable")
        let trace = folder.file("trace")
        let result = try Tool.run(
            "strace",
            [
                "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", trace, DurabilityTests.probe,
                folder.file("ledger.sqlite"), "\(commits)",
            ]
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.split(separator: "\n").count == commits)
        let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        return calls.count { $0.contains("ledger.sqlite-wal>") && !$0.contains(" resumed>") }
    }

    @Test func whatWasToldDoneIsThereAfterAKill() throws {
        let folder = try TemporaryDirectory("killed")
        let path = folder.file("ledger.sqlite")
        let told = try Tool.run(
            "bash", ["-c", "\"$0\" \"$1\" 1000000 & sleep 1; kill -9 $!; wait", DurabilityTests.probe, path]
        ).output.split(separator: "\n")
        #expect(!told.isEmpty)
        let count = try Tool.run("sqlite3", [path, "SELECT COUNT(*) FROM book; PRAGMA integrity_check"]).output
        let lines = count.split(separator: "\n")
        let stored = try #require(lines.first.flatMap { Int($0) })
        // One more may have been committed and not yet told.
        #expect(stored == told.count || stored == told.count + 1)
        #expect(lines.last == "ok")
    }

    @Test func readersSeeWhatIsCommittedAndCannotWrite() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        let reader = try Ledger.open(path: office.path, access: .readOnly)
        #expect(try await reader.dossier(code).state == .scanned)
        try await office.advance(code, .submit(try office.form()))
        #expect(try await reader.dossier(code).state == .awaitingSignature)
        await #expect(throws: LedgerFault.self) {
            try await reader.updateForm(code, to: DossierForm(), office.occasion())
        }
        try reader.close()
    }

    @Test func aLedgerCanBeReadWithoutItsWriter() async throws {
        let office = try TestOffice()
        let code = try await office.takeIn("scan.pdf")
        try office.ledger.close()
        let reader = try Ledger.open(path: office.path, access: .readOnly)
        #expect(try await reader.dossier(code).code == code)
    }

    @Test func whatIsNoLedgerOfOursIsNotOpened() throws {
        let folder = try TemporaryDirectory("foreign")
        let text = try folder.write(Array(repeating: UInt8(ascii: "x"), count: 5000), to: "text.sqlite")
        #expect(throws: LedgerFault.self) { try Ledger.open(path: text, access: .readWrite) }
        #expect(throws: LedgerFault.self) { try Ledger.open(path: folder.file("none/none.sqlite"), access: .readWrite) }
        #expect(throws: LedgerFault.self) { try Ledger.open(path: folder.file("none.sqlite"), access: .readOnly) }

        let newer = folder.file("newer.sqlite")
        try Ledger.open(path: newer, access: .readWrite).close()
        try Tool.run("sqlite3", [newer, "INSERT INTO grdb_migrations VALUES ('9999: of the future')"])
        #expect(throws: LedgerFault.newerSchema(path: newer)) { try Ledger.open(path: newer, access: .readWrite) }
    }

    @Test func everyTableIsStrict() throws {
        let office = try TestOffice()
        let output = try office.sqlite("SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict").output
        let others = output.split(separator: "\n").filter {
            // The index of searches is SQLite's own kind of table; it only narrows down.
            !$0.hasPrefix("sqlite_") && !$0.hasPrefix("lookup") && $0 != "grdb_migrations"
        }
        #expect(others.isEmpty)
    }
}
