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

    @Test func aBookThatNobodyDeletedIsMissed() async throws {
        let scene = try await scene()
        let empty = try await scene.office.addBook("599", first: 50)
        let gone = try await scene.office.addBook("600", first: 70)
        try await scene.office.ledger.deleteBook(gone.id, scene.office.occasion())
        #expect(try await scene.office.findings() == [])
        let found = try await findings(after: "DELETE FROM book WHERE id = \(empty.id.text)", in: scene)
        #expect(found == [.booksMissing(expected: 2, found: 1)])
    }

    @Test(arguments: [
        "UPDATE bookClosing SET statement = x'61'", "DELETE FROM bookClosing",
        "UPDATE book SET event = (SELECT event FROM entry LIMIT 1)", "UPDATE book SET closedAt = NULL",
    ])
    func anEditedClosingIsFound(edit: String) async throws {
        let scene = try await scene()
        let book = try #require(try await scene.office.ledger.books().first)
        try await scene.office.close(book)
        let dropGuards = """
            DROP TRIGGER closing_is_never_changed; DROP TRIGGER closing_is_never_removed;
            DROP TRIGGER closed_book_is_never_changed;
            """
        // A closing that the row denies is an altered book; everything else, an altered closing.
        let expected: AuditFinding =
            edit.hasSuffix("closedAt = NULL")
            ? .bookAltered(book: book.name.text) : .closingAltered(book: book.name.text)
        #expect(try await findings(after: dropGuards + edit, in: scene).contains(expected))
    }

    @Test func aWrongCounterIsFound() async throws {
        let scene = try await scene()
        let found = try await findings(after: "UPDATE series SET next = 2", in: scene)
        #expect(found == [.counterWrong(books: "598/ĐT", next: 2, expected: 4)])
    }

    @Test(arguments: [
        "recipient = 'thief@example.vn'", "messageID = '<x@y>'", "createdAt = 0", "status = 'SENT'",
        "queuedEvent = NULL", "decidedEvent = 1",
    ])
    func anEditedDeliveryIsFound(edit: String) async throws {
        let scene = try await scene()
        let code = scene.codes[0]
        let found = try await findings(after: "UPDATE delivery SET \(edit) WHERE dossier = '\(code)'", in: scene)
        #expect(found.contains(.deliveryAltered(of: code.text)))
    }

    @Test(arguments: [
        "UPDATE deliveryAttempt SET result = 'refused'", "UPDATE deliveryAttempt SET detail = 'x'",
        "DELETE FROM deliveryAttempt", "UPDATE delivery SET status = 'FAILED' WHERE status = 'SENT'",
        "UPDATE delivery SET status = 'PENDING', decidedEvent = NULL WHERE status = 'SENT'",
    ])
    func anEditedOutcomeIsFound(edit: String) async throws {
        let scene = try await scene()
        let ledger = scene.office.ledger
        let delivery = try #require(try await ledger.deliveries(of: scene.codes[0]).first)
        _ = try await ledger.beginAttempt(delivery.id, at: scene.office.moment(after: 30))
        _ = try await ledger.recordAttempt(
            delivery.id, .accepted(detail: "250 ok"), at: scene.office.moment(after: 31))
        #expect(try await scene.office.findings() == [])
        let found = try await findings(after: edit, in: scene)
        #expect(
            found.contains { finding in
                switch finding {
                case .deliveryAltered(of: scene.codes[0].text), .deliveryMissing: true
                default: false
                }
            })
    }

    @Test func aRemovedDeliveryIsFound() async throws {
        let scene = try await scene()
        let found = try await findings(
            after: "DELETE FROM delivery WHERE dossier = '\(scene.codes[0])'", in: scene)
        #expect(found.contains { if case .deliveryMissing = $0 { true } else { false } })
    }

    @Test(arguments: [
        ("UPDATE dossierCounter SET last = 2", 2, 3), ("UPDATE dossierCounter SET last = 9", 9, 3),
        ("DELETE FROM dossierCounter", 0, 3),
    ])
    func aWrongCodeCounterIsFound(edit: String, last: Int, expected: Int) async throws {
        let scene = try await scene()
        let day = scene.codes[0].text.dropLast(7)
        let found = try await findings(after: edit, in: scene)
        #expect(found == [.codeCounterWrong(day: String(day), last: last, expected: expected)])
    }

    @Test("what a restoration skips is no gap, and what it says cannot be edited")
    func restorations() async throws {
        let scene = try await scene()
        let office = scene.office
        let code = try #require(
            DossierCode(office: office.code, day: office.today, number: 1000, style: .dayMonthYear))
        let skipped = try await office.ledger.recordRestoration(
            RestorationDraft(
                office: office.code,
                anchors: 2,
                reason: "hỏng đĩa",
                positions: [SeriesPosition(books: ["598/ĐT"], year: office.today.year, first: 1, next: 8)],
                lastCodes: [code],
                occasion: office.occasion()
            )
        )
        #expect(skipped.map(\.first) == [4] && skipped.map(\.last) == [7])
        #expect(try await office.findings() == [])
        #expect(try await office.signed("4.pdf").number == 1001)
        let next = try await office.signed("5.pdf")
        #expect(try await office.allot(next).number.value == 8)
        #expect(try await office.findings() == [])
        let restoration = try #require(try await office.ledger.restorations().first)
        #expect(restoration.givesUp(anchor: 2, count: restoration.events + 1))
        #expect(!restoration.givesUp(anchor: 3, count: restoration.events + 1))
        let guards = "DROP TRIGGER skipped_is_never_changed; DROP TRIGGER restoration_is_never_changed;"
        let found = try await findings(
            after: guards + "UPDATE skipped SET last = 6; UPDATE restoration SET anchors = 9;", in: scene)
        #expect(found.count { if case .restorationAltered = $0 { true } else { false } } == 2)
        #expect(found.contains(.numbersMissing(books: "598/ĐT", from: 7, through: 7)))
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
