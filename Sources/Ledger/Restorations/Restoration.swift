import Certification
import GRDB

/// A backup that took the place of a later state, by somebody's decision.
package struct Restoration: Sendable, Hashable {
    static let table = "restoration"
    static let hashedColumns = ["events", "anchors", "reason"]

    package let at: Moment
    package let actor: String
    /// How many events the backup had.
    package let events: Int64
    /// The ordinal of the newest anchor then; 0 without any.
    package let anchors: Int
    package let reason: String

    /// Whether an anchor speaks of the state that was given up.
    package func givesUp(anchor ordinal: Int, count: Int64) -> Bool { ordinal <= anchors && count > events }
}

/// Numbers of one series that may have been given after the backup, and are given to nobody any more.
package struct SkippedNumbers: Sendable, Hashable {
    static let table = "skipped"
    static let hashedColumns = ["series", "first", "last", "reason"]

    package let books: [String]
    package let first: Int
    package let last: Int
    package let reason: String
    /// Of the restoration.
    package let at: Moment

    package var count: Int { last - first + 1 }
}

/// How far the numbers of a series have been given.
package struct SeriesPosition: Sendable, Hashable, Codable {
    /// What the ledger knows the series by; absent in what earlier versions stated.
    package let series: Int64?
    /// The names of its books, in the order they were added.
    package let books: [String]
    package let year: Int
    package let first: Int
    /// The number that will be given next.
    package let next: Int

    package init(series: Int64? = nil, books: [String], year: Int, first: Int, next: Int) {
        self.series = series
        self.books = books
        self.year = year
        self.first = first
        self.next = next
    }

    /// Whether both speak of one series. Books of a series that has given numbers keep their names and its identity.
    package func isSameSeries(as other: SeriesPosition) -> Bool {
        guard let series, let others = other.series else { return !Set(books).isDisjoint(with: other.books) }
        return series == others && year == other.year && first == other.first
    }
}

/// What is to be recorded when a backup takes the place of a later state.
package struct RestorationDraft: Sendable {
    package let anchors: Int
    package let reason: String
    package let office: OfficeCode
    /// Where the series stood at last, as far as that is known.
    package let positions: [SeriesPosition]
    /// Days whose codes are not to be given again up to the code named here.
    package let lastCodes: [DossierCode]
    /// The office's day: appointments may have been booked on it after the backup.
    package let today: CivilDate?
    package let occasion: Occasion

    package init(
        office: OfficeCode, anchors: Int, reason: String, positions: [SeriesPosition], lastCodes: [DossierCode],
        today: CivilDate? = nil, occasion: Occasion
    ) {
        self.office = office
        self.anchors = anchors
        self.reason = reason
        self.positions = positions
        self.lastCodes = lastCodes
        self.today = today
        self.occasion = occasion
    }
}
