import Certification

/// A register book (sổ chứng thực).
package struct Book: Sendable, Hashable {
    package let id: BookID
    package let office: OfficeCode
    package let name: BookName
    package let first: RegisterNumber
    /// The last number given in this book; `nil` while it is unused.
    package let current: RegisterNumber?
    package let opens: CivilDate
    package let closes: CivilDate
    /// When it was closed (khóa sổ); numbers end there.
    package let closedAt: Moment?

    /// Whether it gives numbers on a day.
    package func isOpen(on date: CivilDate) -> Bool {
        closedAt == nil && opens <= date && date <= closes
    }
}

/// Names a book on the command line and as a gesture folder: `stamp/3/`.
package struct BookID: Sendable, Hashable {
    let value: Int64

    package init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        self.value = value
    }

    init(value: Int64) {
        self.value = value
    }

    package var text: String { String(value) }
}
