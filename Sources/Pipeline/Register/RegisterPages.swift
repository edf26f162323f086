import Certification
import Ledger

/// The lines of a book in the order of their numbers, page by page: its entries, and between them the numbers that were
/// skipped after a restoration (bỏ trống). Memory does not grow with the book.
struct RegisterPages {
    private static let size = 5000

    private let ledger: Ledger
    private let book: Book
    private let days: ClosedRange<CivilDate>?
    /// What was skipped and not been handed out yet.
    private var skipped: ArraySlice<RegisterLine>
    /// The last number of an entry that was handed out.
    private var last = 0
    private var isAtEnd = false

    /// - Parameter days: only lines of these days.
    init(of book: Book, days: ClosedRange<CivilDate>? = nil, _ ledger: Ledger, _ clock: OfficeClock) async throws {
        self.ledger = ledger
        self.book = book
        self.days = days
        let lines = try await ledger.skippedNumbers(in: book.id).flatMap { range in
            (range.first...range.last).map { value in
                RegisterLine(
                    skipped: RegisterNumber(value, padding: book.first.padding),
                    on: clock.local(range.at).date,
                    at: range.at,
                    reason: range.reason
                )
            }
        }
        skipped = lines.filter { days?.contains($0.date) ?? true }[...]
    }

    /// How many skipped numbers are still to come.
    var skippedCount: Int { skipped.count }

    /// The last of them.
    var lastSkipped: Int { skipped.last?.number.value ?? 0 }

    /// - Returns: `nil` after the last line.
    mutating func next() async throws -> [RegisterLine]? {
        guard !isAtEnd else { return nil }
        let entries = try await ledger.lines(of: book, after: last, days: days, limit: Self.size)
        isAtEnd = entries.count < Self.size
        last = entries.last?.number.value ?? last
        let (edge, isLast) = (last, isAtEnd)
        let between = skipped.prefix { isLast || $0.number.value < edge }
        skipped = skipped.dropFirst(between.count)
        guard !between.isEmpty else { return entries.isEmpty ? nil : entries }
        return (entries + between).sorted { $0.number.value < $1.number.value }
    }
}
