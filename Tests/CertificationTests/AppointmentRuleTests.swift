import Certification
import Testing

/// The rules of appointments: codes, hours, what can be booked.
@Suite struct AppointmentRuleTests {
    @Test func codesAreReadInTheirForms() throws {
        let day = try #require(CivilDate("30/06/2020"))
        let code = try #require(AppointmentCode(day: day, number: 1))
        #expect(code.text == "CTĐT-300620-0001" && code.plainText == "CTDT-300620-0001")
        for text in ["CTĐT-300620-0001", "CTDT-300620-0001", "ctđt-300620-0001"] {
            #expect(AppointmentCode(text) == code, "\(text)")
        }
        for text in ["CTĐT-300620-1", "CTĐT-310620-0001", "CTĐT-300620-0000", "CTBT-300620-0001", "CTĐT-300620-00012"] {
            #expect(AppointmentCode(text) == nil, "\(text)")
        }
        #expect(AppointmentCode(day: day, number: 10_000) == nil)
        for name in ["CTĐT-300620-0001.pdf", "CTDT-300620-0001 khai sinh.PDF", "CTĐT-300620-0001"] {
            #expect(AppointmentCode(headOfFileName: Array(name.utf8)) == code, "\(name)")
        }
        for name in ["CTĐT-300620-00011.pdf", "x CTĐT-300620-0001.pdf", "giấy.pdf"] {
            #expect(AppointmentCode(headOfFileName: Array(name.utf8)) == nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("2026-12-01 09:00", "2026-12-01 09:00"), ("01/12/2026 9h00", "2026-12-01 09:00"),
        ("2026-12-01T16:00", "2026-12-01 16:00"), ("1/12/2026 8h", "2026-12-01 08:00"), ("2026-12-01 09:30", nil),
        ("2026-12-01", nil), ("2026-02-30 09:00", nil), ("2026-12-01 24:00", nil), ("mai", nil),
    ])
    func slotsAreRead(text: String, slot: String?) {
        #expect(AppointmentSlot(text)?.text == slot)
    }

    @Test func theScheduleSaysWhyNobodyCanCome() throws {
        let holiday = try #require(CivilDate("2020-07-03"))
        let schedule = AppointmentSchedule(holidays: [holiday], horizon: 10)
        // Tuesday, 30 June 2020, 09:00:00.
        let now = LocalTime(
            date: try #require(CivilDate("2020-06-30")), secondOfDay: 9 * 3600, offsetMinutes: 420)
        let cases = [
            ("2020-06-30 09:00", "at-past"), ("2020-06-29 09:00", "at-past"), ("2020-07-11 09:00", "at-too-far"),
            ("2020-07-03 09:00", "at-holiday"), ("2020-07-04 09:00", "at-closed-day"),
            ("2020-07-01 12:00", "at-not-an-hour"),
        ]
        for (text, code) in cases {
            let slot = try #require(AppointmentSlot(text))
            let refusal = #expect(throws: AppointmentRefusal.self) { try schedule.check(slot, at: now) }
            #expect(refusal?.code == code && refusal?.field == "at", "\(text)")
            #expect(refusal?.message.vietnamese.isEmpty == false)
        }
        try schedule.check(try #require(AppointmentSlot("2020-07-01 08:00")), at: now)
        let slots = schedule.slots(at: now)
        #expect(slots.first?.text == "2020-06-30 10:00" && slots.last?.text == "2020-07-10 16:00")
        // Six hours are left today, then eight working days less a holiday.
        #expect(slots.count == 6 + 7 * 8)
    }
}
