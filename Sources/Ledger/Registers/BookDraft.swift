import Certification

/// A book to be added.
package struct BookDraft: Sendable {
    package let office: OfficeCode
    package let name: BookName
    /// 1 and up; `nil` continues the office's last book of that year, from 1 where there is none.
    package let first: Int?
    /// The least number of digits shown; 0 for none.
    package let padding: Int
    package let opens: CivilDate
    package let closes: CivilDate

    package init(
        office: OfficeCode, name: BookName, first: Int? = nil, padding: Int = 0, opens: CivilDate, closes: CivilDate
    ) {
        self.office = office
        self.name = name
        self.first = first
        self.padding = padding
        self.opens = opens
        self.closes = closes
    }
}
