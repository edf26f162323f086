import Certification
import Foundation
import Ledger
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

/// Days that decide whether a book gives a number: an office whose clock the test holds.
struct BookDayTests {
    /// An office in the demo workspace, and its clock.
    private struct Scene {
        let fixture: OfficeFixture
        let office: Office
        let now: Hand

        /// - Parameter time: `2026-12-31 23:59:58`, at the office.
        func set(_ time: String) throws { now.set(try BookDayTests.moment(time)) }

        /// A dossier on the clerk's desk.
        func signed(_ text: String) async throws -> DossierCode {
            let path = fixture.outside("\(text).pdf")
            try Data(Scan.pdf(text)).write(to: URL(fileURLWithPath: path))
            let submission = OfficeRequest.Submission(
                subjects: [path], fields: FormFields(type: "ho-chieu", email: "a@example.vn"))
            let submitted = await office.perform(.submit(submission)).first
            if let fault = submitted?.fault { throw fault }
            let code = try #require(submitted?.dossier?.code)
            _ = await office.perform(.sign(.codes([code]), signer: nil))
            return try #require(DossierCode(code))
        }

        func stamp(_ text: String, book: String? = nil) async throws -> DossierDocument {
            let code = try await signed(text)
            let result = await office.perform(.stamp(.codes([code.text]), book: book)).first
            if let fault = result?.fault { throw fault }
            return try #require(result?.dossier)
        }

        func add(_ name: String, _ opens: String, _ closes: String, first: Int? = nil) async throws {
            let fields = OfficeRequest.BookFields(first: first, opens: opens, closes: closes)
            if let fault = await office.perform(.book(name, .add(fields))).first?.fault { throw fault }
        }
    }

    private final class Hand: Sendable {
        private let moment: Mutex<Moment>

        init(_ moment: Moment) { self.moment = Mutex(moment) }

        func set(_ new: Moment) { moment.withLock { $0 = new } }
        func read() -> Moment { moment.withLock { $0 } }
    }

    private static func moment(_ time: String) throws -> Moment {
        let clock = try #require(time.split(separator: " ").last).split(separator: ":").compactMap { Int($0) }
        let date = try #require(CivilDate(time.prefix(10)))
        return LocalTime(date: date, secondOfDay: clock[0] * 3600 + clock[1] * 60 + clock[2], offsetMinutes: 420).moment
    }

    private static func scene(_ time: String, _ change: (String) -> String = { $0 }) async throws -> Scene {
        let fixture = try OfficeFixture()
        try fixture.configure(change)
        let holidays = "# Ngày nghỉ\n2027-09-02 Quốc khánh\n\n01/01/2027  Tết Dương lịch\n"
        try Data(holidays.utf8).write(to: URL(fileURLWithPath: fixture.path("pipelines/holidays.txt")))
        let hand = Hand(try moment(time))
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        let clock = OfficeClock(zone: configuration.office.timezone) { hand.read() }
        let office = try await Office.open(configuration, program: "test", clock: clock, helper: Program.path)
        return Scene(fixture: fixture, office: office, now: hand)
    }

    private static func expect(_ code: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("no \(code)")
        } catch {
            #expect(FaultDocument(describing: error).code == code)
        }
    }

    @Test("over the year's end: each day's book, and the new year begins at 1")
    func yearsEnd() async throws {
        let scene = try await Self.scene("2030-12-31 23:59:50")
        try await scene.add("2030", "2030-01-01", "2030-12-31")
        #expect(try await scene.stamp("a").number == "1/ĐT")
        #expect(try await scene.stamp("b").number == "2/ĐT")
        try await scene.add("2031", "2031-01-01", "2031-12-31")
        // Signed in the old year, numbered in the new one: the day of certification counts.
        let waiting = try await scene.signed("c")
        try scene.set("2031-01-01 00:00:00")
        let result = await scene.office.perform(.stamp(.codes([waiting.text]), book: nil)).first?.dossier
        #expect(result?.number == "1/ĐT" && result?.book == "2031/ĐT")
        await Self.expect("book-not-open") { _ = try await scene.stamp("d", book: "2030") }
        #expect(try await scene.stamp("e").number == "2/ĐT")
        try scene.office.close()
    }

    @Test("a closed book, a book not yet open, and two at once")
    func choice() async throws {
        let scene = try await Self.scene("2030-06-15 09:00:00")
        try await scene.add("2030", "2030-01-01", "2030-12-31")
        try await scene.add("sau", "2030-06-16", "2030-12-31", first: 500)
        #expect(try await scene.stamp("a").number == "1/ĐT", "the other one is not open yet")
        await Self.expect("book-not-open") { _ = try await scene.stamp("b", book: "sau") }
        try scene.set("2030-06-16 00:00:01")
        await Self.expect("book-choose") { _ = try await scene.stamp("c") }
        #expect(try await scene.stamp("d", book: "sau").number == "500/ĐT")
        #expect(try await scene.stamp("e", book: "2030").number == "2/ĐT")
        #expect(await scene.office.perform(.book("2030", .close)).first?.book?.closedAt != nil)
        await Self.expect("book-closed") { _ = try await scene.stamp("f", book: "2030") }
        #expect(try await scene.stamp("g").number == "501/ĐT", "one is open now")
        try scene.office.close()
    }

    @Test("a leap day is a day")
    func leapDay() async throws {
        let scene = try await Self.scene("2032-02-29 10:00:00")
        try await scene.add("nhuận", "2032-02-29", "2032-02-29")
        #expect(try await scene.stamp("a").number == "1/ĐT")
        try scene.set("2032-03-01 10:00:00")
        await Self.expect("book-none-open") { _ = try await scene.stamp("b") }
        await Self.expect("date-invalid") { try await scene.add("x", "2031-02-29", "2031-03-01") }
        try scene.office.close()
    }

    @Test("a clock set back gives no number before the last one's day, and the same day goes on")
    func setBack() async throws {
        let scene = try await Self.scene("2030-06-15 09:00:00")
        try await scene.add("2030", "2030-01-01", "2030-12-31")
        #expect(try await scene.stamp("a").number == "1/ĐT")
        try scene.set("2030-06-14 23:00:00")
        await Self.expect("date-before-last-number") { _ = try await scene.stamp("b") }
        try scene.set("2030-06-15 00:00:00")
        #expect(try await scene.stamp("c").number == "2/ĐT")
        let audit = try await OfficeReader(scene.office.configuration).audit()
        #expect(audit.findings.map(\.code) == [])
        try scene.office.close()
    }

    @Test("with open-next the year's book is there before the year begins; without it the log and doctor ask")
    func openNext() async throws {
        let scene = try await Self.scene("2030-12-31 12:00:00") { text in
            text.replacing("open-next: false", with: "open-next: true").replacing("padding: 0", with: "padding: 3")
        }
        let books = try await OfficeReader(scene.office.configuration).books()
        #expect(books.map(\.name).suffix(2) == ["2030/ĐT", "2031/ĐT"] && books.last?.first == "001/ĐT")
        try scene.set("2031-01-01 00:00:00")
        #expect(try await scene.stamp("a").number == "001/ĐT")
        try scene.set("2031-06-01 08:00:00")
        try await scene.office.attendToRegister()
        #expect(try await OfficeReader(scene.office.configuration).books().count == books.count)
        try scene.office.close()
    }

    @Test("numbers skipped after a restoration stand in the book as left blank, in lists, reports and the closing")
    func skipped() async throws {
        let scene = try await Self.scene("2030-06-15 09:00:00")
        let (office, reader) = (scene.office, try OfficeReader(scene.office.configuration))
        try await scene.add("2030", "2030-01-01", "2030-12-31")
        _ = try await scene.stamp("a")
        let position = SeriesPosition(books: ["2030/ĐT"], year: 2030, first: 1, next: 4)
        _ = try await office.ledger.recordRestoration(
            RestorationDraft(
                office: office.configuration.office.code, anchors: 0, reason: "hỏng đĩa", positions: [position],
                lastCodes: [],
                occasion: Occasion(at: scene.now.read(), actor: "test")))
        try scene.set("2030-07-01 09:00:00")
        #expect(try await scene.stamp("b").number == "4/ĐT")

        var entries: [EntryDocument] = []
        try await reader.forEachEntry(of: "2030") { entries += $0 }
        #expect(entries.map(\.number) == ["1/ĐT", "2/ĐT", "3/ĐT", "4/ĐT"])
        #expect(entries.map(\.status) == ["issued", "skipped", "skipped", "issued"])
        #expect(entries.map(\.reason) == [nil, "hỏng đĩa", "hỏng đĩa", nil])
        var some: [EntryDocument] = []
        try await reader.forEachEntry(of: "2030", limit: 2, offset: 2) { some += $0 }
        #expect(some.map(\.number) == ["3/ĐT", "4/ĐT"])
        let sheet = try await reader.book("2030")
        #expect(sheet.entries == 2 && sheet.skipped == 2)

        for format in ReportFormat.allCases {
            let file = scene.fixture.outside("so.\(format)")
            #expect(try await reader.export(RegisterQuery(book: "2030"), to: file) == 4)
            let june = RegisterQuery(book: "2030", month: "2030-06", isFull: true)
            #expect(try await reader.export(june, to: scene.fixture.outside("thang.\(format)")) == 3)
        }
        let table = try String(contentsOfFile: scene.fixture.outside("so.csv"), encoding: .utf8)
        let lines = table.split(separator: "\r\n")
        #expect(lines.count == 5 && lines[2] == "2,2/ĐT,2,,,,,,,,,,,,,Bỏ trống: hỏng đĩa,")
        let text = try Tool.run("pdftotext", ["-layout", scene.fixture.outside("so.pdf"), "-"]).output
        #expect(text.contains("3/ĐT") && text.contains("Có 2 số bỏ trống") && text.contains("Bỏ trống"))

        #expect(await office.perform(.book("2030", .close)).first?.book?.closedAt != nil)
        #expect(try await reader.book("2030").closing?.statement.contains("Số bỏ trống: 2\n") == true)
        #expect(try await reader.audit().findings.map(\.code) == [])
        try office.close()
    }

    @Test("what the register needs, day by day")
    func needs() throws {
        let day = { (text: String) in try #require(CivilDate(text)) }
        #expect(RegisterNeed.all(of: [], on: try day("2026-06-01")) == [.noOpenBook(try day("2026-06-01"))])
        #expect(RegisterNeed.yearToOpen([], on: try day("2026-12-31")) == nil)
    }

    @Test("received after 15:00, before a holiday, with a day agreed: due when the rule says")
    func due() async throws {
        let scene = try await Self.scene("2027-09-01 15:00:01") { text in
            text.replacing("place: xã Phú Cường", with: "place: xã Phú Cường\n  holidays: pipelines/holidays.txt")
        }
        let code = try await scene.signed("a")
        // 2 September is a holiday (a Thursday).
        #expect(try await scene.office.ledger.dossier(code).dueAt == Self.moment("2027-09-03 17:00:00"))
        try scene.set("2027-09-01 15:00:00")
        let early = try await scene.signed("b")
        #expect(try await scene.office.ledger.dossier(early).dueAt == Self.moment("2027-09-01 17:00:00"))
        let path = scene.fixture.outside("c.pdf")
        try Data(Scan.pdf("c")).write(to: URL(fileURLWithPath: path))
        let fields = FormFields(type: "ho-chieu", email: "a@example.vn", agreedDays: 2)
        let result = await scene.office.perform(.submit(.init(subjects: [path], fields: fields))).first?.dossier
        #expect(result?.dueAt == "2027-09-06T17:00:00+07:00" && result?.agreedDays == 2 && result?.fee == 2000)
        try scene.office.close()
    }
}
