import Foundation
import TestSupport
import Testing

/// Appointments by command and by gesture, with the people of the office guide.
@Suite(.blocking) struct AppointmentTests {
    private func messages(_ office: OfficeFixture, _ folder: String) throws -> [String] {
        try office.files(folder).map { try office.text("\(folder)/\($0)") }
    }

    @Test("booked, listed by the guide's filters, moved with SMS and notice, processed with the form filled in")
    func guide() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        let slots = try office.slots()
        let booked = try office.book("173019476", "giay-to-khac", at: slots[10])
        #expect(booked.code.hasPrefix("CTĐT-") && booked.code.hasSuffix("-0001") && booked.state == "waiting")
        #expect(booked.at == slots[10] && booked.account == "173019476" && booked.documentType == "giay-to-khac")
        let plain = try office.run(
            "appointment", "book", "--account", "0108212803", "--type", "giay-dang-ky-kinh-doanh", "--at", slots[12])
        #expect(try plain.requireSuccess().output.hasPrefix(booked.code.dropLast(4) + "0002  "))
        #expect(try messages(office, "messages").allSatisfy { $0.contains(booked.code) && $0.contains("0988160992") })
        #expect(try office.files("messages").count == 1, "a business without a telephone gets a notice only")
        #expect(try office.files("notices").count == 2)

        let all = try office.appointments()
        #expect(all.map(\.account) == ["173019476", "0108212803"])
        let day = String(slots[10].prefix(10))
        let found: [[String]] = [
            ["--kind", "citizen"], ["--search", "nguyen thi nhung"], ["--search", "173019476"],
            ["--code", String(booked.code.suffix(6))], ["--limit", "1"], ["--from", day, "--to", day, "--limit", "1"],
        ]
        for filter in found {
            let rows = try office.run(["appointment", "list", "--json"] + filter).requireSuccess().output
            #expect(rows.split(separator: "\n").count == 1 && rows.contains("173019476"), "\(filter)")
        }
        let table = try office.run("appointment", "list", "--state", "waiting").requireSuccess().output
        for words in ["Tìm thấy 2 kết quả", "Nguyễn Thị Nhung", "Công dân", "Doanh nghiệp", "Chờ xử lý"] {
            #expect(table.contains(words), "\(words)")
        }
        #expect(try office.run("appointment", "list", "--count", "--offset", "1").output == "2\n")
        #expect(try office.run("appointment", "list", "--state", "gone").status == 64)

        let slot = slots[20]
        try office.run("appointment", "reschedule", booked.code, "--to", slot, "--reason", "Cán bộ bận đột xuất")
            .requireSuccess()
        let moved = try #require(try office.appointments("--code", booked.code).first)
        #expect(moved.at == slots[10] && moved.rescheduledTo == slot)
        #expect(moved.history.map(\.kind) == ["appointment-book", "appointment-move"])
        #expect(moved.history.last?.note == "\(slots[10]) → \(slot): Cán bộ bận đột xuất")
        for folder in ["messages", "notices"] {
            #expect(try messages(office, folder).contains { $0.contains("Cán bộ bận đột xuất") }, "\(folder)")
        }
        #expect(try office.run("appointment", "reschedule", booked.code, "--to", slot).status == 64)

        let scan = office.outside("bản quét.pdf")
        try Data("no pdf".utf8).write(to: URL(fileURLWithPath: scan))
        #expect(try office.run("appointment", "process", booked.code, "--scan", scan).status == 65)
        #expect(try office.appointments("--code", booked.code).first?.state == "waiting")
        try Data(Scan.pdf("visit")).write(to: URL(fileURLWithPath: scan))
        let second = office.outside("trang 2.pdf")
        try Data(Scan.pdf("second")).write(to: URL(fileURLWithPath: second))
        let codes = try office.run("appointment", "process", booked.code, "--scan", scan, second).requireSuccess()
            .output.split(separator: "\n").map(String.init)
        #expect(codes.count == 2)
        for code in codes {
            let dossier = try office.dossier(code)
            #expect(dossier.state == "awaiting-signature" && dossier.documentType == "giay-to-khac")
            #expect(dossier.applicant?.name == "Nguyễn Thị Nhung" && dossier.applicant?.phone == "0988160992")
        }
        let processed = try #require(try office.appointments("--state", "processed").first)
        #expect(processed.dossiers.sorted() == codes.sorted())
        #expect(try office.run("appointment", "process", booked.code, "--scan", scan).status == 65)
        let sheet = try office.run("appointment", "show", booked.code).requireSuccess().output
        for words in ["Đã xử lý", "dời lịch hẹn", "tin nhắn: đã gửi", codes[0]] { #expect(sheet.contains(words)) }
        #expect(try office.run("audit").status == 0)
    }

    @Test("scans that are named like the appointment are the visit; those of unknown or cancelled ones are refused")
    func gesture() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        let slots = try office.slots()
        let appointment = try office.book("271724291", "giay-khai-sinh", at: slots[3])
        try office.drop(Scan.pdf("gesture"), "inbox/\(appointment.code).pdf")
        try office.drop(Scan.pdf("nobody"), "inbox/CTĐT-010120-0007.pdf")
        try office.run("run", "--once").requireSuccess()
        let dossier = try #require(try office.dossiers().first)
        #expect(dossier.state == "scanned" && dossier.documentType == "giay-khai-sinh")
        #expect(dossier.applicant?.identity == "271724291" && dossier.applicant?.email == "abc@vnpt.vn")
        #expect(try office.appointments("--state", "processed").map(\.dossiers) == [[dossier.code]])
        let reason = try office.text("inbox/refused/CTĐT-010120-0007.pdf.reason.txt")
        #expect(reason.contains("Không có lịch hẹn"))

        let givenUp = try office.book("151804051", "giay-khai-sinh", at: slots[4])
        try office.run("appointment", "cancel", givenUp.code, "--reason", "dân xin hủy").requireSuccess()
        try office.drop(Scan.pdf("given up"), "inbox/\(givenUp.code).pdf")
        try office.drop(Scan.pdf("another paper"), "inbox/\(appointment.code)-2.pdf")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.text("inbox/refused/\(givenUp.code).pdf.reason.txt").contains(givenUp.code))
        let both = try office.dossiers()
        #expect(both.map(\.applicant?.identity) == ["271724291", "271724291"])
        let processed = try #require(try office.appointments("--state", "processed").first)
        #expect(processed.dossiers.sorted() == both.map(\.code).sorted())
        try office.run("submit", dossier.code).requireSuccess()
        #expect(try office.run("audit").status == 0)
    }

    @Test("a place that is given up is had by somebody else; nobody is missed before the hour")
    func cancelled() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk("appointments: {capacity: 1, horizon: 7}")
        let slot = try office.slots()[5]
        let first = try office.book("151804051", "giay-khai-sinh", at: slot)
        let full = try office.run(
            "appointment", "book", "--account", "173019476", "--type", "giay-khai-sinh", "--at", slot, "--json")
        let fault = try #require(try JSONSerialization.jsonObject(with: Data(full.errors.utf8)) as? [String: Any])
        #expect(full.status == 65 && fault["field"] as? String == "at" && fault["code"] as? String == "at-full")
        #expect(try !office.slots().contains(slot) && (fault["choices"] as? [String])?.isEmpty == false)
        #expect(try office.run("appointment", "no-show", first.code).status == 65)
        #expect(try office.run("appointment", "no-show", "--all").requireSuccess().output.isEmpty)
        try office.run("appointment", "cancel", first.code, "--reason", "Không đi được").requireSuccess()
        #expect(try office.run("appointment", "cancel", first.code, "--reason", "Lại").status == 65)
        #expect(try office.run("appointment", "cancel", "CTĐT-010120-0001", "--reason", "?").status == 66)
        #expect(try office.book("173019476", "giay-khai-sinh", at: slot).code != first.code)
        #expect(try office.appointments().map(\.state).sorted() == ["cancelled", "waiting"])
        try office.configure { $0.replacing("capacity: 1", with: "capacity: 0") }
        let broken = try office.run("appointment", "slots")
        #expect(broken.status == 78 && broken.errors.contains("appointments.capacity"))
    }
}
