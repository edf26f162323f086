import Certification
import Ledger
import TestSupport
import Testing

/// Someone with the file and SQLite's command line edits the ledger; the audit names what was touched.
@Suite struct AuditTests {
    private static let dropEventGuards = "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;"
    private static let dropEntryGuards = """
        DROP TRIGGER entry_is_never_changed; DROP TRIGGER entry_is_only_voided; DROP TRIGGER entry_is_never_removed;
        """

    private struct Scene {
        let office: TestOffice
        let codes: [DossierCode]
    }

    /// Two sealed copies and a void number.
    private func scene() async throws -> Scene {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        var codes = [try await office.sealed("1.pdf"), try await office.sealed("2.pdf")]
        codes.append(try await office.signed("3.pdf"))
        _ = try await office.allot(codes[2])
        try await office.ledger.voidNumber(of: codes[2], reason: "hỏng", office.occasion())
        #expect(try await office.findings() == [])
        return Scene(office: office, codes: codes)
    }

    private func findings(after sql: String, in scene: Scene) async throws -> [AuditFinding] {
        let result = try scene.office.sqlite(sql)
        #expect(result.status == 0, "\(result.errors)")
        let findings = try await scene.office.findings()
        for finding in findings { #expect(!finding.message.vietnamese.isEmpty && !finding.message.english.isEmpty) }
        return findings
    }

    @Test(arguments: [
        "actor = 'leader b'", "at = at + 1", "note = 'x'", "kind = 'sign'", "fileHash = zeroblob(32)",
        "recordHash = zeroblob(32)", "toState = 'delivered'", "dossier = 'G22.99-231126-000002'",
    ])
    func anEditedEventIsFound(edit: String) async throws {
        let scene = try await scene()
        let found = try await findings(
            after: AuditTests.dropEventGuards + "UPDATE event SET \(edit) WHERE sequence = 2", in: scene
        )
        #expect(found.contains(.eventAltered(sequence: 2)))
        #expect(found.contains(.guardMissing(name: "event_is_never_changed")))
    }

    @Test func removedEventsAreFound() async throws {
        let scene = try await scene()
        let found = try await findings(
            after: AuditTests.dropEventGuards + "DELETE FROM event WHERE sequence IN (3, 4)", in: scene
        )
        #expect(found.contains(.eventsMissing(from: 3, through: 4)))
        #expect(found.contains(.chainBroken(sequence: 5)))
    }

    @Test func aCutTailIsFoundByTheRowsItWrote() async throws {
        let scene = try await scene()
        let last = try #require(try await scene.office.ledger.history(scene.codes[1]).last)
        let found = try await findings(
            after: AuditTests.dropEventGuards + "DELETE FROM event WHERE sequence >= \(last.sequence)", in: scene
        )
        #expect(found.contains(.dossierAltered(scene.codes[1])))
    }

    @Test(arguments: [
        "email = 'thief@example.vn'", "path = x'61'", "fileHash = zeroblob(32)", "pages = 9", "signerName = 'Ai đó'",
        "state = 'delivered', deliveredAt = 1", "dueAt = 0", "name = NULL, note = 'x'",
    ])
    func anEditedDossierIsFound(edit: String) async throws {
        let scene = try await scene()
        let code = scene.codes[0]
        let found = try await findings(after: "UPDATE dossier SET \(edit) WHERE code = '\(code)'", in: scene)
        #expect(found.contains(.dossierAltered(code)))
    }

    @Test func aRemovedDossierIsFound() async throws {
        let scene = try await scene()
        let found = try await findings(
            after: "DROP TRIGGER dossier_is_never_removed; DELETE FROM dossier WHERE code = '\(scene.codes[0])'",
            in: scene
        )
        #expect(found.contains(.rowMissing(table: "event", referredTo: "dossier")))
        #expect(found.contains(.rowMissing(table: "entry", referredTo: "dossier")))
    }

    @Test func swappedEntriesAreFound() async throws {
        let scene = try await scene()
        let swap = """
            UPDATE entry SET number = 99 WHERE number = 1; UPDATE entry SET number = 1 WHERE number = 2;
            UPDATE entry SET number = 2 WHERE number = 99;
            """
        let found = try await findings(after: AuditTests.dropEntryGuards + swap, in: scene)
        #expect(found.contains(.entryAltered(book: "598/ĐT", number: 1, scene.codes[1])))
        #expect(found.contains(.entryAltered(book: "598/ĐT", number: 2, scene.codes[0])))
    }

    @Test func anEditedVoidingIsFound() async throws {
        let scene = try await scene()
        let found = try await findings(
            after: AuditTests.dropEntryGuards + "UPDATE entry SET voidReason = 'khác' WHERE status = 'VOID'", in: scene
        )
        #expect(found.contains(.entryAltered(book: "598/ĐT", number: 3, scene.codes[2])))
    }

    @Test func aRemovedNumberIsFound() async throws {
        let scene = try await scene()
        let found = try await findings(
            after: AuditTests.dropEntryGuards + "DELETE FROM entry WHERE number = 1", in: scene
        )
        #expect(found.contains(.numbersMissing(books: "598/ĐT", from: 1, through: 1)))
        #expect(found.contains(.sealedWithoutNumber(scene.codes[0])))
        #expect(found.contains { if case .entryMissing = $0 { true } else { false } })
    }

    @Test(arguments: ["first = 2", "closedAt = 5", "padding = 3", "name = '599/ĐT'"])
    func anEditedBookIsFound(edit: String) async throws {
        let scene = try await scene()
        let book = try #require(try await scene.office.ledger.books().first)
        _ = try await scene.office.close(book)
        #expect(try await scene.office.findings() == [])
        let found = try await findings(
            after: "DROP TRIGGER closed_book_is_never_changed; UPDATE book SET \(edit)", in: scene)
        #expect(found.contains { if case .bookAltered = $0 { true } else { false } })
    }

    @Test func aWrongCounterIsFound() async throws {
        let scene = try await scene()
        let found = try await findings(after: "UPDATE series SET next = 2", in: scene)
        #expect(found == [.counterWrong(books: "598/ĐT", next: 2, expected: 4)])
    }

    @Test func valuesThatCannotBeReadAreReportedAndTheRestIsChecked() async throws {
        let scene = try await scene()
        let found = try await findings(
            after: """
                PRAGMA ignore_check_constraints = 1; UPDATE dossier SET code = 'x' WHERE code = '\(scene.codes[0])';
                UPDATE series SET next = 2;
                """,
            in: scene
        )
        #expect(found.contains(.unreadable(place: "code")))
        #expect(found.contains(.counterWrong(books: "598/ĐT", next: 2, expected: 4)))
    }

    /// The chain recomputed by another program, from the description of its encoding.
    @Test func anotherProgramComputesTheSameChain() async throws {
        let scene = try await scene()
        let program = """
            import hashlib, sqlite3, struct, sys
            columns = ["sequence", "at", "kind", "dossier", "fromState", "toState", "actor", "fileHash", "note",
                       "recordHash", "previousHash"]
            def text(t): return b"t" + struct.pack(">Q", len(t.encode())) + t.encode()
            def value(v):
                if isinstance(v, int): return b"i" + struct.pack(">q", v)
                if isinstance(v, str): return text(v)
                return b"b" + struct.pack(">Q", len(v)) + v
            head, count = bytes(32), 0
            for row in sqlite3.connect(sys.argv[1]).execute(
                    "SELECT " + ", ".join(columns) + ", hash FROM event ORDER BY sequence"):
                assert row[10] == head, row
                pairs = zip(columns, row)
                head = hashlib.sha256(text("event") + b"".join(text(c) + value(v) for c, v in pairs if v is not None)).digest()
                assert head == row[11], row
                count += 1
            print(count, head.hex())
            """
        let judged = try Tool.run("python3", ["-c", program, scene.office.path])
        let head = try await scene.office.ledger.audit { _ in }
        #expect(judged.status == 0, "\(judged.errors)")
        #expect(judged.output == "\(head.count) \(head.hash?.hex ?? "")\n")
    }
}
