import Certification
import Faults
import Ledger

/// What the register needs of a person: at the turn of the year, and when a book has come to its end.
enum RegisterNeed: Sendable, Hashable {
    /// No book gives numbers today.
    case noOpenBook(CivilDate)
    /// The year ends soon, and the next has no book.
    case noBookOfNextYear(Int)
    /// Its last day is over, and it is not closed (khóa sổ).
    case toBeClosed(BookName, last: CivilDate)

    /// Days before a year's end from which on the next book is spoken of, or opened.
    static let notice = 17

    /// - Parameter books: of one office.
    static func all(of books: [Book], on today: CivilDate) -> [RegisterNeed] {
        var needs: [RegisterNeed] = []
        if !books.contains(where: { $0.isOpen(on: today) }) { needs.append(.noOpenBook(today)) }
        if let year = yearToOpen(books, on: today), year > today.year { needs.append(.noBookOfNextYear(year)) }
        needs += books.filter { $0.closedAt == nil && $0.current != nil && $0.closes < today }
            .map { .toBeClosed($0.name, last: $0.closes) }
        return needs
    }

    /// The year whose first book is to be added now: this one, or near its end the next. An office that never had a
    /// book has not begun.
    static func yearToOpen(_ books: [Book], on today: CivilDate) -> Int? {
        let year = today.adding(days: notice).year
        guard books.contains(where: { $0.opens.year < year }) else { return nil }
        return [today.year, year].first { year in !books.contains { $0.opens.year == year } }
    }

    var code: String {
        switch self {
        case .noOpenBook: "no-open-book"
        case .noBookOfNextYear: "no-book-of-next-year"
        case .toBeClosed: "book-to-be-closed"
        }
    }

    var message: Wording {
        switch self {
        case .noOpenBook(let day):
            Wording(
                vi: "Không có sổ chứng thực nào mở vào ngày \(day.vietnamese).",
                en: "No register book is open on \(day)."
            )
        case .noBookOfNextYear(let year):
            Wording(vi: "Chưa có sổ chứng thực cho năm \(year).", en: "There is no register book for \(year) yet.")
        case .toBeClosed(let name, let last):
            Wording(
                vi: "Sổ \(name) đã hết hạn ngày \(last.vietnamese) mà chưa khóa.",
                en: "Book \(name) ended on \(last) and is not closed."
            )
        }
    }

    var remedy: Wording {
        switch self {
        case .noOpenBook(let day): Self.add(year: day.year)
        case .noBookOfNextYear(let year): Self.add(year: year)
        case .toBeClosed(let name, _):
            Wording(vi: "Chạy: chungthuc book close '\(name)'.", en: "Run: chungthuc book close '\(name)'.")
        }
    }

    private static func add(year: Int) -> Wording {
        let command = "chungthuc book add \(year) --open \(year)-01-01 --close \(year)-12-31"
        return Wording(
            vi: "Chạy: \(command), hoặc đặt register.open-next: true.",
            en: "Run: \(command), or set register.open-next: true."
        )
    }
}
