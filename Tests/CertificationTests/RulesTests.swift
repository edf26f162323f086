import Certification
import Testing

/// Fees, deadlines, numbers and search as DOMAIN's table of rules has them.
@Suite struct RulesTests {
    @Test(arguments: [(1, 2000), (2, 4000), (3, 5000), (10, 12_000), (198, 200_000), (199, 200_000), (5000, 200_000)])
    func feesFollowThePagesOfTheOriginal(pages: Int, amount: Int) {
        #expect(Fee(pages: pages, copies: 1).amount == amount)
        #expect(Fee(pages: pages, copies: 3).amount == 3 * amount)
    }

    @Test func feesAreWrittenInGroups() {
        #expect(Fee(amount: 12_000).text == "12.000 đ")
        #expect(Fee(amount: 0).text == "0 đ")
        #expect(Fee(amount: 1_002_003).text == "1.002.003 đ")
    }

    @Test(arguments: [
        // Monday morning, 15:00 sharp, a second later, Friday evening, Saturday, and before a holiday.
        ("2026-11-23", 9 * 3600, 0, "2026-11-23"), ("2026-11-23", 15 * 3600, 0, "2026-11-23"),
        ("2026-11-23", 15 * 3600 + 1, 0, "2026-11-24"), ("2026-11-27", 16 * 3600, 0, "2026-11-30"),
        ("2026-11-28", 9 * 3600, 0, "2026-11-30"), ("2026-12-31", 16 * 3600, 0, "2027-01-04"),
        ("2026-11-23", 9 * 3600, 2, "2026-11-25"), ("2026-11-27", 16 * 3600, 2, "2026-12-02"),
        ("2026-11-23", 9 * 3600, 9, "2026-11-25"), ("2028-02-28", 16 * 3600, 0, "2028-02-29"),
    ])
    func copiesAreDueByTheWorkingDays(day: String, second: Int, agreed: Int, due: String) throws {
        let newYear = try #require(CivilDate("2027-01-01"))
        let received = LocalTime(date: try #require(CivilDate(day)), secondOfDay: second, offsetMinutes: 420)
        let result = Deadline(holidays: [newYear]).due(receivedAt: received, agreedDays: agreed)
        #expect(result.rfc3339 == "\(due)T17:00:00+07:00")
    }

    @Test func numbersAreShownWithThePaddingOfTheirBook() {
        #expect(RegisterNumber(12).text == "12/ĐT")
        #expect(RegisterNumber(1, padding: 3).text == "001/ĐT")
        #expect(RegisterNumber(1234, padding: 3).text == "1234/ĐT")
    }

    @Test func searchForgetsDiacritics() {
        #expect(SearchText.folded("NGUYỄN Thị  Đông") == "nguyen thi dong")
        // The same name with combining marks, as some scanners and file systems write it.
        #expect(SearchText.folded("Nguye\u{302}\u{303}n Thi\u{323} Đo\u{302}ng") == "nguyen thi dong")
        #expect(SearchText.folded("G22.99-231126-000001") == "g22.99-231126-000001")
    }
}
