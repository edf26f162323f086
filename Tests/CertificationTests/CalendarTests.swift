import Certification
import Foundation
import Testing

/// Foundation's calendar is the judge.
@Suite struct CalendarTests {
    private static var gregorian: Calendar {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        return calendar
    }

    @Test func daysAgreeWithFoundation() throws {
        let calendar = CalendarTests.gregorian
        for day in stride(from: -80_000, through: 80_000, by: 97) {
            let date = CivilDate(daysSince1970: day)
            let judged = calendar.dateComponents(
                [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(day) * 86_400)
            )
            #expect([date.year, date.month, date.day] == [judged.year, judged.month, judged.day])
            // Foundation counts the days of the week from Sunday, 1.
            let weekdays: [Weekday] = [.sunday, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday]
            #expect(weekdays[try #require(judged.weekday) - 1] == date.weekday)
            #expect(date.daysSince1970 == day)
        }
    }

    @Test(arguments: [-719, -60, 0, 330, 420, 845])
    func localTimesAgreeWithFoundation(offsetMinutes: Int) throws {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(secondsFromGMT: offsetMinutes * 60)
        for milliseconds in [-1, 0, 951_782_399_999, 1_795_429_799_000, 1_798_736_399_000, -62_135_596_800] as [Int64] {
            let local = Moment(milliseconds: milliseconds).local(offsetMinutes: offsetMinutes)
            let seconds = (Double(milliseconds) / 1000).rounded(.down)
            let judged = try #require(formatter.date(from: local.rfc3339))
            #expect(judged.timeIntervalSince1970 == seconds)
            #expect(local.moment.milliseconds == Int64(seconds) * 1000)
        }
    }

    @Test func timesAreWrittenAsPeopleReadThem() throws {
        let date = try #require(CivilDate(year: 2026, month: 11, day: 23))
        let local = LocalTime(date: date, secondOfDay: 9 * 3600 + 30 * 60, offsetMinutes: 420)
        #expect(local.rfc3339 == "2026-11-23T09:30:00+07:00")
        #expect(local.stamp == "23.11.2026 09:30:00 +07:00")
        #expect(local.vietnamese == "23/11/2026 09:30:00")
        #expect(date.vietnameseInWords == "ngày 23 tháng 11 năm 2026")
        #expect(CivilDate("2026-02-03")?.vietnameseInWords == "ngày 03 tháng 02 năm 2026")
    }

    @Test func datesAreReadInBothForms() {
        #expect(CivilDate("2026-12-01") == CivilDate(year: 2026, month: 12, day: 1))
        #expect(CivilDate("01/12/2026") == CivilDate(year: 2026, month: 12, day: 1))
        #expect(CivilDate("1/12/2026") == CivilDate(year: 2026, month: 12, day: 1))
        #expect(CivilDate("2028-02-29") != nil)
    }

    @Test(arguments: [
        "", "2026-02-29", "2026-13-01", "2026-1-1", "29/02/2026", "00/01/2026", "2026-12-01 ", "1-12-2026",
        "+1/12/2026", "2026/12/01", "٠1/12/2026", "2026-12-01-01",
    ])
    func whatIsNoDateIsRefused(text: String) {
        #expect(CivilDate(text) == nil)
    }
}
