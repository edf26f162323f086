// The clerk's books (Quản lý sổ chứng thực): adding, correcting, deleting, closing.
//
// Called by commands. Trusts the ledger about what a book's entries forbid.

import Certification
import Ledger
import Logging
import Spool

extension Office {
    func perform(_ act: OfficeRequest.BookAct, onBook name: String, actor: String) async -> OperationResult {
        let occasion = Occasion(at: clock.now(), actor: actor)
        do {
            let book: Book
            switch act {
            case .add(let fields): book = try await addBook(name, fields, occasion)
            case .edit(let fields): book = try await editBook(name, fields, occasion)
            case .delete: book = try await ledger.deleteBook(try await bookID(name), occasion)
            case .close: book = try await closeBook(try await bookID(name), occasion)
            }
            try await prepareBookFolders()
            return OperationResult(subject: name, book: BookDocument(book, clock: clock))
        } catch {
            return OperationResult(subject: name, fault: FaultDocument(describing: error))
        }
    }

    private func bookID(_ name: String) async throws -> BookID {
        try await ledger.book(named: name, office: configuration.office.code).id
    }

    private func addBook(
        _ name: String, _ fields: OfficeRequest.BookFields, _ occasion: Occasion
    ) async throws -> Book {
        let draft = BookDraft(
            office: configuration.office.code,
            name: try BookName(name),
            first: fields.first,
            padding: fields.padding ?? configuration.register.padding,
            opens: try Self.date(fields.opens),
            closes: try Self.date(fields.closes)
        )
        return try await ledger.addBook(draft, occasion)
    }

    private func editBook(
        _ name: String, _ fields: OfficeRequest.BookFields, _ occasion: Occasion
    ) async throws -> Book {
        var change = BookChange(first: fields.first, padding: fields.padding)
        if let name = fields.name { change.name = try BookName(name) }
        if let opens = fields.opens { change.opens = try Self.date(opens) }
        if let closes = fields.closes { change.closes = try Self.date(closes) }
        return try await ledger.editBook(try await bookID(name), change, occasion)
    }

    private static func date(_ text: String?) throws(QueryFault) -> CivilDate {
        guard let text, let date = CivilDate(text) else { throw .notADate(text ?? "") }
        return date
    }

    // MARK: Closing

    private static let attempts = 5

    /// Khóa sổ: what the book holds is stated, signed by the seal, and written with the closing, or nothing is. An
    /// anchor takes the closing out of the ledger's reach at once.
    private func closeBook(_ id: BookID, _ occasion: Occasion) async throws -> Book {
        let book = try await closeWhileNobodyStamps(id, occasion)
        do {
            _ = try await layAnchor(actor: occasion.actor)
        } catch {
            // The book is closed all the same; the daily anchor tries again, and doctor tells when there is none.
            logger.error("closing is not anchored", metadata: ["book": "\(book.name)", "error": "\(Loggable(error))"])
        }
        return book
    }

    private func closeWhileNobodyStamps(_ id: BookID, _ occasion: Occasion) async throws -> Book {
        for _ in 1..<Self.attempts {
            do {
                return try await stateAndClose(id, occasion)
            } catch LedgerFault.register(.bookMoved) {
                // Somebody stamps at this moment: what the book holds is stated anew.
            }
        }
        return try await stateAndClose(id, occasion)
    }

    private func stateAndClose(_ id: BookID, _ occasion: Occasion) async throws -> Book {
        let book = try await ledger.book(id)
        let totals = try await ledger.totals(of: book)
        let statement = ClosingStatement(
            office: configuration.office,
            book: book,
            totals: totals,
            skipped: try await ledger.skippedNumbers(in: id).reduce(0) { $0 + $1.count },
            at: clock.local(occasion.at),
            by: occasion.actor
        )
        let signature = try sealed(statement.bytes, at: occasion.at)
        return try await ledger.closeBook(
            id, holding: totals, BookClosing(statement: statement.bytes, signature: signature.der), occasion)
    }

    // MARK: Folders

    /// A gesture folder for each book that may be stamped into.
    func prepareBookFolders() async throws {
        let today = clock.local(clock.now()).date
        for book in try await ledger.books(office: configuration.office.code) where book.isOpen(on: today) {
            guard let name = FileName(book.name.folder), !name.isIgnored else { continue }
            _ = try layout.makeAndOpen(.stampIn(book: name))
        }
    }
}
