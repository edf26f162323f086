import Certification
import Ledger
import Testing

/// The clerk's books: what may be changed, what goes, and what is fixed for ever.
@Suite struct BookTests {
    @Test func anEmptyBookMayBecomeAnother() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("547", first: 91)
        let change = BookChange(
            name: try BookName("548"), first: 5, padding: 3, opens: office.today, closes: office.today.adding(days: 1))
        let edited = try await office.ledger.editBook(book.id, change, office.occasion("clerk"))
        #expect(edited.name.text == "548/ĐT" && edited.first.text == "005/ĐT" && edited.opens == office.today)
        #expect(try await office.allot(office.signed("scan.pdf")).number.text == "005/ĐT")
        #expect(try await office.findings() == [])
    }

    @Test func aBookOfAnotherYearTakesItsSeriesThere() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("A", first: nil)
        let next = CivilDate(year: office.today.year + 1, month: 1, day: 1)
        let change = BookChange(opens: next, closes: next)
        #expect(try await office.ledger.editBook(book.id, change, office.occasion()).first.value == 1)
        #expect(try await office.addBook("B", first: nil).first.value == 1)
        #expect(try await office.findings() == [])
    }

    @Test func whatEntriesSayOfTheirBookStaysTrue() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("598", first: 10)
        _ = try await office.allot(office.signed("scan.pdf"))
        let used = LedgerFault.register(.bookUsed(book.name))
        for change in [BookChange(name: try BookName("599")), BookChange(first: 11), BookChange(padding: 3)] {
            await #expect(throws: used) {
                try await office.ledger.editBook(book.id, change, office.occasion())
            }
        }
        await #expect(throws: used) { try await office.ledger.deleteBook(book.id, office.occasion()) }
        let excludes = LedgerFault.register(
            .bookDatesExcludeEntries(book.name, first: office.today, last: office.today))
        for change in [
            BookChange(opens: office.today.adding(days: 1)), BookChange(closes: office.today.adding(days: -1)),
        ] {
            await #expect(throws: excludes) {
                try await office.ledger.editBook(book.id, change, office.occasion())
            }
        }
        let closes = office.today.adding(days: 20)
        let longer = try await office.ledger.editBook(book.id, BookChange(closes: closes), office.occasion())
        #expect(longer.closes == closes && longer.current?.value == 10)
        #expect(try await office.findings() == [])
    }

    @Test func onlyAnEmptyBookIsDeleted() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("547", first: 91)
        try await office.ledger.deleteBook(book.id, office.occasion("clerk"))
        #expect(try await office.ledger.books() == [])
        // Its name and its numbers are free again.
        #expect(try await office.addBook("547", first: 91).first.value == 91)
        let code = try await office.signed("scan.pdf")
        _ = try await office.allot(code)
        try await office.ledger.voidNumber(of: code, reason: "con dấu hỏng", office.occasion())
        let used = try #require(try await office.ledger.books().first)
        await #expect(throws: LedgerFault.register(.bookUsed(used.name))) {
            try await office.ledger.deleteBook(used.id, office.occasion())
        }
        #expect(try await office.findings() == [])
    }

    @Test func skippedNumbersStandInTheirBookAndKeepIt() async throws {
        let office = try TestOffice()
        let first = try await office.addBook("A", first: nil)
        _ = try await office.allot(office.signed("1.pdf"))
        let second = try await office.addBook("B", first: nil)
        let third = try await office.addBook("C", first: 100)
        for (book, next) in [("A/ĐT", 4), ("C/ĐT", 102)] {
            let position = SeriesPosition(books: [book], year: office.today.year, first: 1, next: next)
            _ = try await office.ledger.recordRestoration(
                RestorationDraft(
                    office: office.code, anchors: 0, reason: "hỏng đĩa", positions: [position], lastCodes: [],
                    occasion: office.occasion()))
        }
        #expect(try await office.ledger.skippedNumbers(in: first.id) == [])
        let inSecond = try await office.ledger.skippedNumbers(in: second.id)
        #expect(inSecond.map(\.first) == [2] && inSecond.map(\.last) == [3] && inSecond.map(\.count) == [2])
        #expect(inSecond.map(\.reason) == ["hỏng đĩa"] && inSecond.map(\.at) == [office.moment()])
        #expect(try await office.ledger.skippedNumbers(in: third.id).map(\.first) == [100])
        // Numbers that may have been given are as good as given.
        let used = LedgerFault.register(.bookUsed(third.name))
        await #expect(throws: used) { try await office.ledger.deleteBook(third.id, office.occasion()) }
        await #expect(throws: used) {
            try await office.ledger.editBook(third.id, BookChange(first: 90), office.occasion())
        }
        #expect(try await office.findings() == [])
    }

    @Test("After a restoration series are found by what they are, and books that are missing are made again")
    func restoredBooks() async throws {
        let office = try TestOffice()
        let used = try await office.addBook("A", first: nil)
        _ = try await office.allot(office.signed("1.pdf"))
        let empty = try await office.addBook("E", first: 500)
        let year = office.today.year
        let positions = [
            // B was added to the series of A, E renamed, and N added; of O an older version tells, and of X nothing is lost.
            SeriesPosition(series: 1, books: ["A/ĐT", "B/ĐT"], year: year, first: 1, next: 7),
            SeriesPosition(series: 2, books: ["F/ĐT"], year: year, first: 500, next: 503),
            SeriesPosition(series: 3, books: ["N/ĐT"], year: year, first: 20, next: 22),
            SeriesPosition(books: ["O/ĐT"], year: year, first: 1, next: 3),
            SeriesPosition(series: 5, books: ["X/ĐT"], year: year, first: 1, next: 1),
        ]
        let draft = RestorationDraft(
            office: office.code, anchors: 0, reason: "hỏng đĩa", positions: positions, lastCodes: [],
            occasion: office.occasion())
        let skipped = try await office.ledger.recordRestoration(draft)
        #expect(skipped.map(\.first) == [2, 500, 20, 1] && skipped.map(\.last) == [6, 502, 21, 2])
        let books = try await office.ledger.books()
        #expect(books.map(\.name.text) == ["A/ĐT", "F/ĐT", "B/ĐT", "N/ĐT", "O/ĐT"])
        #expect(books[0].id == used.id && books[1].id == empty.id && books[1].opens == empty.opens)
        #expect(try await office.ledger.skippedNumbers(in: books[2].id).map(\.first) == [2])
        for (book, number) in zip(books, [7, 503, 8, 22, 3]) {
            let code = try await office.signed("\(number).pdf")
            #expect(try await office.allot(code, book: book.id).number.value == number)
        }
        #expect(try await office.findings() == [])
        // The same again has nothing to skip.
        #expect(try await office.ledger.recordRestoration(draft).isEmpty)
    }

    @Test func aClosedBookStaysAsItWasClosed() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("598")
        _ = try await office.allot(office.signed("1.pdf"))
        let stale = try await office.ledger.totals(of: book)
        _ = try await office.allot(office.signed("2.pdf"))
        let closing = BookClosing(statement: [1], signature: [2])
        // A number came in between.
        await #expect(throws: LedgerFault.register(.bookMoved(book.name))) {
            try await office.ledger.closeBook(book.id, holding: stale, closing, office.occasion())
        }
        #expect(try await office.ledger.closing(of: book.id) == nil)
        try await office.close(book)
        let totals = try await office.ledger.totals(of: book)
        #expect(totals.entries == 2 && totals.first?.value == 1 && totals.last?.value == 2)
        #expect(totals.pages == 6 && totals.copies == 2 && totals.fee.amount == 10_000)
        #expect(try await office.ledger.closing(of: book.id)?.signature == [0x30, 0])
        let closed = LedgerFault.register(.bookClosed(book.name))
        await #expect(throws: closed) { try await office.close(book) }
        await #expect(throws: closed) {
            try await office.ledger.editBook(book.id, BookChange(closes: book.closes), office.occasion())
        }
        await #expect(throws: closed) { try await office.ledger.deleteBook(book.id, office.occasion()) }
        for sql in [
            "UPDATE book SET closes = opens", "UPDATE book SET closedAt = NULL", "DELETE FROM bookClosing",
            "UPDATE bookClosing SET statement = x'00'", "DELETE FROM book",
        ] {
            #expect(try office.sqlite(sql).status != 0, "\(sql)")
        }
        #expect(try await office.findings() == [])
    }

    @Test func aSecondBookOfTheYearContinuesTheFirst() async throws {
        let office = try TestOffice()
        let first = try await office.addBook("A", first: nil, days: -5...0)
        for name in ["1.pdf", "2.pdf"] { _ = try await office.allot(office.signed(name)) }
        try await office.close(first)
        let second = try await office.addBook("B", first: nil, days: 0...5)
        #expect(second.first.value == 3)
        #expect(try await office.allot(office.signed("3.pdf")).number.value == 3)
        // Another office begins at 1, and so does another year.
        let other = BookDraft(
            office: try OfficeCode("H1"), name: second.name, opens: office.today, closes: office.today)
        #expect(try await office.ledger.addBook(other, office.occasion()).first.value == 1)
        #expect(try await office.addBook("C", first: nil, days: 100...101).first.value == 1)
        #expect(try await office.findings() == [])
    }

    @Test func aBookIsFoundByNameFolderAndIdentifier() async throws {
        let office = try TestOffice()
        let names = ["2026/2", ".", "~tạm"]
        var books: [Book] = []
        for name in names { books.append(try await office.addBook(name)) }
        #expect(books.map(\.name.folder) == ["2026-2", "_", "_tạm"])
        for book in books {
            for text in [book.name.text, book.name.folder, book.id.text] {
                #expect(try await office.ledger.book(named: text, office: office.code) == book, "\(text)")
            }
        }
        // One folder would be two books'.
        for name in ["2026-2", "2026/2/ĐT", "_"] {
            await #expect(throws: LedgerFault.self, "\(name)") { try await office.addBook(name) }
        }
        await #expect(throws: LedgerFault.self) {
            try await office.ledger.editBook(
                books[1].id, BookChange(name: try BookName("2026-2")), office.occasion())
        }
    }

    @Test func anAnnulmentIsForEver() async throws {
        let office = try TestOffice()
        let book = try await office.addBook("598")
        let code = try await office.sealed("scan.pdf")
        #expect(try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 999), limit: 9).count == 1)
        try await office.ledger.annul(code, reason: "chứng thực sai", office.occasion("head"))
        let lines = try await office.ledger.lines(of: book, limit: 9)
        #expect(lines.map(\.status) == [.annulled(reason: "chứng thực sai")])
        #expect(try await office.ledger.totals(of: book).annulled == 1)
        let annulled = try await office.ledger.annulments(office: office.code)
        let file = try await office.ledger.dossier(code).file
        #expect(annulled.map(\.dossier) == [code] && annulled.map(\.fileHash) == [file.hash])
        // What waited to be sent is not sent any more.
        #expect(try await office.ledger.pendingDeliveries(dueBy: office.moment(after: 999), limit: 9) == [])
        #expect(try office.sqlite("UPDATE dossier SET state = 'delivered', deliveredAt = 1").status != 0)
        #expect(try await office.findings() == [])
    }
}
