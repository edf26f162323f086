import Certification
import GRDB

/// A row of the table `book`.
struct StoredBook {
    let id: Int64
    let series: Int64
    let office: OfficeCode
    let name: BookName
    let padding: Int
    let opens: CivilDate
    let closes: CivilDate
    let isClosed: Bool

    init(row: Row) throws {
        id = try row.value("id")
        series = try row.value("series")
        office = try row.value("office") { try OfficeCode($0 as String) }
        name = try row.value("name") { try BookName($0 as String) }
        padding = try row.value("padding")
        opens = try row.date("opens")
        closes = try row.date("closes")
        isClosed = try row.optionalMoment("closedAt") != nil
    }
}
