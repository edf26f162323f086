import Certification

/// What is to be different about a book; what is left out stays.
package struct BookChange: Sendable {
    package var name: BookName?
    /// 1 and up.
    package var first: Int?
    /// The least number of digits shown; 0 for none.
    package var padding: Int?
    package var opens: CivilDate?
    package var closes: CivilDate?

    package init(
        name: BookName? = nil,
        first: Int? = nil,
        padding: Int? = nil,
        opens: CivilDate? = nil,
        closes: CivilDate? = nil
    ) {
        self.name = name
        self.first = first
        self.padding = padding
        self.opens = opens
        self.closes = closes
    }
}
