import Certification
import Ledger

/// Which report about a book is asked for, as people write it.
package struct RegisterQuery: Sendable {
    package var book: String
    /// `2026-12-01`, inclusive, as `to`.
    package var from: String?
    package var to: String?
    /// `2026-12`, instead of days.
    package var month: String?
    /// All columns instead of the guide's.
    package var isFull: Bool

    package init(book: String, from: String? = nil, to: String? = nil, month: String? = nil, isFull: Bool = false) {
        self.book = book
        self.from = from
        self.to = to
        self.month = month
        self.isFull = isFull
    }

    /// - Returns: `nil` for the whole book.
    func days(of book: Book) throws(QueryFault) -> ClosedRange<CivilDate>? {
        if let month {
            guard let first = CivilDate(month + "-01") else { throw .notAMonth(month) }
            let next = first.adding(days: 31)
            return first...next.adding(days: -next.day)
        }
        guard from != nil || to != nil else { return nil }
        let first = try from.map(Self.date) ?? book.opens
        let last = try to.map(Self.date) ?? book.closes
        guard first <= last else { throw .daysReversed }
        return first...last
    }

    private static func date(_ text: String) throws(QueryFault) -> CivilDate {
        guard let date = CivilDate(text) else { throw .notADate(text) }
        return date
    }
}
