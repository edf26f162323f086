// The register from day to day: what the daemon looks after by itself.
//
// Called by the daemon twice a minute; acts once a day of the office's calendar. Promises: at the turn of the year the
// log says what is needed, and with `register.open-next` the year's first book is there before the first stamp; the
// public list of annulments is up to date, and no link leads to an annulled copy.

import Certification
import Ledger
import Logging

extension Office {
    func attendToRegister() async throws {
        let today = clock.local(clock.now()).date
        guard attended.withLock({ $0 }) != today else { return }
        try await openNextBook(on: today)
        try await publishAnnulments()
        try await withdrawLinks(by: Actor.register)
        let books = try await ledger.books(office: configuration.office.code)
        for need in RegisterNeed.all(of: books, on: today) {
            logger.notice(
                "register needs someone", metadata: ["need": "\(need.code)", "what": "\(need.message.english)"])
        }
        attended.withLock { $0 = today }
    }

    /// Adds the first book of the year that begins, or has begun, if the configuration wants it.
    func openNextBook(on today: CivilDate) async throws {
        guard configuration.register.opensNext else { return }
        while let year = RegisterNeed.yearToOpen(
            try await ledger.books(office: configuration.office.code), on: today)
        {
            guard let opens = CivilDate(year: year, month: 1, day: 1),
                let closes = CivilDate(year: year, month: 12, day: 31)
            else { return }
            let draft = BookDraft(
                office: configuration.office.code,
                name: try BookName("\(year)"),
                padding: configuration.register.padding,
                opens: opens,
                closes: closes
            )
            let book = try await ledger.addBook(draft, Occasion(at: clock.now(), actor: Actor.register))
            logger.notice("book added for the year", metadata: ["book": "\(book.name)"])
        }
    }
}
