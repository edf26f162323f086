import Certification
import Foundation
import Ledger
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

/// Bookings on the guide's own day, Tuesday 30 June 2020: an office whose clock the test holds.
struct BookingTests {
    /// The clock on the office's wall, which the test holds.
    private final class Wall: Sendable {
        private let time: Mutex<LocalTime>

        init(_ date: CivilDate) {
            time = Mutex(LocalTime(date: date, secondOfDay: 9 * 3600, offsetMinutes: 420))
        }

        var now: Moment { time.withLock { $0.moment } }

        /// Nine in the morning of another day.
        func turn(to date: CivilDate) {
            time.withLock { $0 = LocalTime(date: date, secondOfDay: 9 * 3600, offsetMinutes: 420) }
        }
    }

    private struct Scene: Sendable {
        let fixture: OfficeFixture
        let office: Office
        let wall: Wall

        func perform(_ act: OfficeRequest.AppointmentAct) async -> OperationResult? {
            await office.perform(.appointment(act)).first
        }

        func book(_ at: String, account: String = "151804051", type: String = "chung-minh-nhan-dan") async
            -> OperationResult?
        {
            await perform(.book(AppointmentWish(account: account, documentType: type, at: at)))
        }
    }

    private static func scene(_ settings: String = "{capacity: 4}") async throws -> Scene {
        let fixture = try OfficeFixture()
        let notifications = """

            notifications: {sms: {transport: directory, directory: messages, encoding: ucs2}}
            appointments: \(settings)

            """
        try fixture.configure { text in
            text.replacing("  # holidays: pipelines/ngay-nghi.txt", with: "  holidays: ngay-nghi.txt") + notifications
        }
        try Data("2020-07-03 ngày nghỉ\n".utf8).write(to: URL(fileURLWithPath: fixture.path("ngay-nghi.txt")))
        let configuration = try Workspace(found: fixture.workspace).pipeline(named: nil)
        let wall = Wall(try #require(CivilDate("2020-06-30")))
        let office = try await Office.open(
            configuration, program: "test", clock: OfficeClock(zone: configuration.office.timezone) { wall.now },
            helper: Program.path)
        let thu = AccountFields(
            identity: "151804051", name: "Nguyễn Thị Thu", birth: "24/09/1991", phone: "0375560786",
            address: "01, Xã Đông Phương, Huyện Đông Hưng, Tỉnh Thái Bình")
        let added = await office.perform(.account(.add(thu)))
        #expect(added.first?.fault == nil)
        return Scene(fixture: fixture, office: office, wall: wall)
    }

    @Test("the guide's booking gets the guide's code, and a message that says it")
    func guide() async throws {
        let scene = try await Self.scene()
        defer { #expect(throws: Never.self) { try scene.office.close() } }
        let booked = try #require(await scene.book("01/07/2020 8h00")?.appointment)
        #expect(booked.code == "CTĐT-300620-0001" && booked.at == "2020-07-01 08:00" && booked.state == "waiting")
        try await scene.office.dispatch()
        let file = try #require(try scene.fixture.files("messages").first)
        let sms = try scene.fixture.text("messages/\(file)")
        #expect(sms.contains("CTĐT-300620-0001") && sms.contains("08:00 ngày 01/07/2020") && sms.contains("0375560786"))
        #expect(await scene.book("01/07/2020 9h00")?.appointment?.code == "CTĐT-300620-0002")
    }

    @Test(
        "an hour that cannot be had is refused in a sentence, with what can be had",
        arguments: [
            ("2020-06-30 09:00", "at-past", "đã qua"), ("2020-06-29 10:00", "at-past", "đã qua"),
            ("2020-07-03 09:00", "at-holiday", "nghỉ lễ"), ("2020-07-05 09:00", "at-closed-day", "không tiếp nhận"),
            ("2020-07-01 12:00", "at-not-an-hour", "không nhận hẹn"), ("2020-12-01 09:00", "at-too-far", "chỉ nhận"),
            ("hôm nay", "at-invalid", "giờ tròn"), ("2020-07-01 08:30", "at-invalid", "giờ tròn"),
            ("", "at-missing", "chưa chọn"), ("2020-07-01 08:00", "at-full", "đã đủ người"),
        ])
    func refused(at: String, code: String, words: String) async throws {
        let scene = try await Self.scene("{capacity: 1, horizon: 10}")
        defer { #expect(throws: Never.self) { try scene.office.close() } }
        _ = await scene.book("2020-07-01 08:00")
        let fault = try #require(await scene.book(at)?.fault)
        #expect(fault.code == code && fault.field == "at" && fault.exitCode == .data)
        #expect(fault.message.vietnamese.lowercased().contains(words), "\(fault.message.vietnamese)")
        let choices = try #require(fault.choices)
        #expect(!choices.isEmpty && !choices.contains("2020-07-01 08:00"))
        for choice in choices.prefix(1) { #expect(await scene.book(choice)?.fault == nil, "\(choice)") }
    }

    @Test("what else is wrong is named by its field")
    func fields() async throws {
        let scene = try await Self.scene()
        defer { #expect(throws: Never.self) { try scene.office.close() } }
        let at = "2020-07-01 08:00"
        let faults = [
            await scene.book(at, account: "0108212804")?.fault, await scene.book(at, account: "1234")?.fault,
            await scene.book(at, account: "271724291")?.fault, await scene.book(at, type: "khong-co")?.fault,
            await scene.book(at, type: "")?.fault,
        ]
        #expect(faults.map { $0?.field } == ["identity", "identity", "identity", "document-type", "document-type"])
        #expect(
            faults.map { $0?.code } == [
                "tax-code-check-digit", "identity-invalid", "account-unknown", "unknown-document-type",
                "document-type-missing",
            ])
        #expect(faults[3]?.choices?.contains("giay-khai-sinh") == true)
    }

    @Test("who did not come is noted once the hour has begun, all of a day when it is over; who comes late is served")
    func missed() async throws {
        let scene = try await Self.scene()
        defer { #expect(throws: Never.self) { try scene.office.close() } }
        var codes: [String] = []
        for at in ["2020-07-01 08:00", "2020-07-01 16:00", "2020-07-02 08:00"] {
            codes.append(try #require(await scene.book(at)?.appointment?.code))
        }
        #expect(await scene.perform(.noShow([codes[0]]))?.fault?.code == "appointment-not-over")
        scene.wall.turn(to: try #require(CivilDate("2020-07-01")))
        #expect(await scene.perform(.noShow([codes[0]]))?.appointment?.state == "no-show")
        #expect(await scene.perform(.noShow([codes[1]]))?.fault?.code == "appointment-not-over")
        #expect(await scene.perform(.allNoShows) == nil, "the day is not over")
        scene.wall.turn(to: try #require(CivilDate("2020-07-02")))
        let missed = await scene.office.perform(.appointment(.allNoShows))
        #expect(missed.map(\.appointment?.code) == [codes[1]] && missed.first?.appointment?.state == "no-show")

        let scan = scene.fixture.outside("late.pdf")
        try Data(Scan.pdf("late")).write(to: URL(fileURLWithPath: scan))
        // Nothing reaches Thu yet: the scan is not taken in, and she is still one who did not come.
        #expect(await scene.perform(.process(codes[0], scans: [scan]))?.dossier == nil)
        #expect(try await scene.office.row(of: Office.appointmentCode(codes[0])).state == "no-show")
        let address = AccountFields(email: "thu@example.vn")
        #expect(await scene.office.perform(.account(.edit("151804051", address))).first?.fault == nil)
        #expect(await scene.perform(.process(codes[0], scans: [scan]))?.dossier?.applicant?.email == "thu@example.vn")
        #expect(try await scene.office.row(of: Office.appointmentCode(codes[0])).state == "processed")
    }

    @Test("a booking that is refused changes nobody's account; one that is had adds what is known, and erases nothing")
    func newcomers() async throws {
        let scene = try await Self.scene("{capacity: 1}")
        defer { #expect(throws: Never.self) { try scene.office.close() } }
        func book(_ person: AccountFields, _ at: String) async -> OperationResult? {
            await scene.perform(
                .book(AppointmentWish(applicant: person, documentType: "chung-minh-nhan-dan", at: at)))
        }
        func account(_ number: String) async throws -> AccountRow? {
            try await scene.office.ledger.account(try IdentityNumber(number)).map {
                AccountRow($0, clock: scene.office.clock)
            }
        }
        let thu = AccountFields(identity: "151804051", email: "thu@example.vn")
        let hue = AccountFields(identity: "013419012", name: "Nguyễn Thị Ngọc Huệ")
        #expect(await scene.book("2020-07-01 08:00")?.fault == nil)
        for at in ["2020-07-01 08:00", "2020-07-03 08:00", "2020-06-01 08:00"] {
            for person in [thu, hue] { #expect(await book(person, at)?.fault?.field == "at", "\(at)") }
        }
        #expect(try await account("013419012") == nil)
        #expect(try await account("151804051")?.email == nil)
        #expect(await book(thu, "2020-07-01 09:00")?.appointment?.email == "thu@example.vn")
        let known = try #require(try await account("151804051"))
        #expect(known.email == "thu@example.vn" && known.phone == "0375560786" && known.birth == "1991-09-24")
        #expect(await book(hue, "2020-07-01 10:00")?.appointment?.name == "Nguyễn Thị Ngọc Huệ")
        #expect(await book(AccountFields(identity: "999999999"), "2020-07-01 11:00")?.fault?.field == "name")
    }

    @Test("5,000 people at once for 80 places: 80 have one, the others learn what is free")
    func crowd() async throws {
        let scene = try await Self.scene("{capacity: 10, horizon: 2}")
        defer { #expect(throws: Never.self) { try scene.office.close() } }
        let results = await withTaskGroup(of: OperationResult?.self) { group in
            for person in 0..<5000 {
                group.addTask {
                    let hour = AppointmentSchedule.guideHours[person % 8]
                    return await scene.book("2020-07-01 \(hour < 10 ? "0" : "")\(hour):00")
                }
            }
            var results: [OperationResult?] = []
            for await result in group { results.append(result) }
            return results
        }
        let (codes, refusals) = (results.compactMap { $0?.appointment?.code }, results.compactMap { $0?.fault })
        #expect(codes.count == 80 && Set(codes).count == 80 && refusals.count == 4920)
        #expect(refusals.allSatisfy { $0.code == "at-full" && $0.field == "at" && $0.choices?.isEmpty == false })
        // Whoever came last was told of the next day: this one is full.
        let last = try #require(await scene.book("2020-07-01 16:00")?.fault?.choices)
        #expect(last.first == "2020-07-02 08:00")
        let places = "SELECT COUNT(*), COUNT(DISTINCT slot || place) FROM appointment"
        let ledger = scene.fixture.path("spool/.state/ledger.sqlite")
        #expect(try Tool.run("sqlite3", [ledger, places]).output == "80|80\n")
        let head = try await scene.office.ledger.audit { Issue.record("\($0)") }
        #expect(head.count > 160, "a booking and its message each")
    }
}
