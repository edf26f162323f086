import Certification
import Ledger
import Testing

@Suite struct RegisterTests {
    @Test func sixteenAtOnceGetNumbersWithoutGapOrDouble() async throws {
        let office = try TestOffice()
        let books = [try await office.addBook("A"), try await office.addBook("B")]
        var dossiers: [DossierCode] = []
        for number in 0..<32 { dossiers.append(try await office.signed("scan \(number).pdf")) }
        let entries = try await withThrowingTaskGroup(of: RegisterEntry.self) { group in
            for (index, code) in dossiers.enumerated() {
                group.addTask { try await office.allot(code, book: books[index % 2].id) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for book in books {
            let numbers = entries.filter { $0.book == book.name }.map(\.number.value)
            #expect(numbers.sorted() == Array(1...16))
        }
        #expect(try await office.findings() == [])
    }

    @Test func aRetryKeepsItsNumber() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598", first: 10, padding: 3)
        let code = try await office.signed("scan.pdf")
        let first = try await office.allot(code)
        let second = try await office.allot(code)
        #expect(first == second)
        #expect(first.number.text == "010/ĐT")
        #expect(first.applicant == "thu@example.vn" && first.documentType == "Giấy khai sinh")
        #expect(first.fee.amount == 5000 && first.pages == 3 && first.date == office.today)
        let book = try await office.ledger.book(named: "598", office: office.code)
        #expect(book.current?.text == "010/ĐT")
        let lines = try await office.ledger.lines(of: book, limit: 10)
        #expect(lines.map(\.number) == [first.number] && lines.map(\.dossier) == [code.text])
    }

    @Test func aVoidNumberIsNeverGivenAgain() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("598")
        let code = try await office.signed("scan.pdf")
        _ = try await office.allot(code)
        try await office.ledger.voidNumber(of: code, reason: "con dấu hỏng", office.occasion())
        #expect(try await office.ledger.entry(of: code) == nil)
        #expect(try await office.allot(code).number.value == 2)
        let statuses = try await office.ledger.lines(of: book, limit: 10).map(\.status)
        #expect(statuses == [.void(reason: "con dấu hỏng"), .issued])
        try await office.advance(code, .stamp)
        await #expect(throws: LedgerFault.register(.numberInUse(code))) {
            try await office.ledger.voidNumber(of: code, reason: "x", office.occasion())
        }
        #expect(try await office.findings() == [])
    }

    @Test func numbersAreForSignedDossiersOnly() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.takeIn("scan.pdf")
        await #expect(throws: LedgerFault.notAllowed(code, .scanned, .stamp)) { try await office.allot(code) }
        let signed = try await office.signed("other.pdf")
        await #expect(throws: LedgerFault.noNumber(signed)) { try await office.advance(signed, .stamp) }
    }

    @Test func theBookDecidesWhetherItGivesNumbers() async throws {
        let office = try TestOffice()
        let code = try await office.signed("scan.pdf")
        await #expect(throws: LedgerFault.register(.noOpenBook(office.today))) { try await office.allot(code) }
        let first = try await office.addBook("A")
        let second = try await office.addBook("B")
        await #expect(throws: LedgerFault.register(.severalOpenBooks([first.name, second.name]))) {
            try await office.allot(code)
        }
        let later = office.today.adding(days: 6)
        await #expect(
            throws: LedgerFault.register(
                .bookNotOpen(first.name, opens: first.opens, closes: first.closes, date: later)
            )
        ) { try await office.allot(code, book: first.id, date: later) }
        #expect(try await office.close(first).closedAt != nil)
        await #expect(throws: LedgerFault.register(.bookClosed(first.name))) {
            try await office.allot(code, book: first.id)
        }
        #expect(try await office.allot(code).book == second.name)
        let next = try await office.signed("next.pdf")
        let yesterday = office.today.adding(days: -1)
        await #expect(throws: LedgerFault.register(.dateBeforeLastNumber(date: yesterday, last: office.today))) {
            try await office.allot(next, date: yesterday)
        }
    }

    @Test func aSecondBookContinuesTheSeriesThatEndsBeforeIt() async throws {
        let office = try TestOffice()
        let first = try await office.addBook("A")
        for name in ["1.pdf", "2.pdf"] { _ = try await office.allot(office.signed(name)) }
        let continued = try await office.addBook("B", first: 3)
        let apart = try await office.addBook("C", first: 91)
        // Both books of the series are open: each number exists once.
        var numbers: [Int] = []
        for (name, book) in [("3.pdf", first.id), ("4.pdf", continued.id), ("5.pdf", first.id)] {
            numbers.append(try await office.allot(office.signed(name), book: book).number.value)
        }
        #expect(numbers == [3, 4, 5])
        #expect(try await office.allot(office.signed("91.pdf"), book: apart.id).number.value == 91)
        #expect(try await office.ledger.books().map { $0.current?.value } == [5, 4, 91])
        #expect(try await office.findings() == [])
    }

    @Test func booksAreCheckedWhenTheyAreAdded() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("598")
        #expect(book.current == nil && book.closedAt == nil && book.isOpen(on: office.today))
        await #expect(throws: LedgerFault.register(.bookNameTaken(book.name))) { try await office.addBook("598/ĐT") }
        await #expect(throws: LedgerFault.register(.bookFirst(0))) { try await office.addBook("X", first: 0) }
        let (opens, closes) = (office.today, office.today.adding(days: 60))
        let draft = BookDraft(office: office.code, name: try BookName("Y"), opens: opens, closes: closes)
        await #expect(throws: LedgerFault.register(.bookDates(opens: opens, closes: closes))) {
            try await office.ledger.addBook(draft, office.occasion())
        }
        await #expect(throws: LedgerFault.register(.unknownBook("zzz"))) {
            try await office.ledger.book(named: "zzz", office: office.code)
        }
        #expect(try await office.ledger.book(named: book.id.text, office: office.code) == book)
    }

    @Test func theSchemaItselfRefusesWhatMustNotBe() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.signed("scan.pdf")
        _ = try await office.allot(code)
        let columns = """
            series, book, number, dossier, date, applicant, documentType, signer, title, copies, pages, fee, note
            """
        let refusals = [
            "UPDATE event SET note = 'x'", "DELETE FROM event", "UPDATE entry SET number = 7", "DELETE FROM entry",
            "UPDATE entry SET applicant = 'x'", "UPDATE entry SET status = 'ISSUED'", "DELETE FROM dossier",
            "INSERT INTO entry (\(columns), event, status) SELECT \(columns), 1, status FROM entry",
            "UPDATE dossier SET state = 'delivered'", "UPDATE dossier SET pages = 'three'",
            "UPDATE dossier SET fileHash = x'00'", "UPDATE dossier SET applicantKind = NULL",
        ]
        for sql in refusals {
            let result = try office.sqlite(sql)
            #expect(result.status != 0, "\(sql)")
        }
        #expect(try await office.findings() == [])
    }

    @Test("a copy that is handed back leaves its number void in the same transaction, and may get another")
    func handingBack() async throws {
        let office = try TestOffice()
        _ = try await office.addBook("598")
        let code = try await office.signed("scan.pdf")
        _ = try await office.allot(code)
        try await office.advance(code, .handBack(reason: "sai người ký"))
        let dossier = try await office.ledger.dossier(code)
        #expect(dossier.state == .rejected && dossier.signer == nil && dossier.signedAt == nil)
        #expect(dossier.registration == nil && dossier.reason == "sai người ký")
        let book = try #require(try await office.ledger.books().first)
        let lines = try await office.ledger.lines(of: book, limit: 9)
        #expect(lines.map(\.status) == [.void(reason: "sai người ký")])
        try await office.advance(code, .submit(try office.form()))
        try await office.advance(code, .sign(.init(id: "chu-tich", name: "Nguyễn Văn A", title: "CHỦ TỊCH")))
        #expect(try await office.allot(code).number.text == "2/ĐT")
        #expect(try await office.findings() == [])
    }
}
