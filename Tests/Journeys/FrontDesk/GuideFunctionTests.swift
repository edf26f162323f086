import Foundation
import TestSupport
import Testing

/// Functions 1 to 15 of the office guide that no other test of the front desk goes through.
@Suite(.blocking) struct GuideFunctionTests {
    @Test("1: of several offices, the one that is named has the appointment, the account and the message")
    func offices() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        let other = try String(contentsOfFile: office.configurationFile, encoding: .utf8)
            .replacing("folders: {inbox: inbox, spool: spool}", with: "folders: {inbox: inbox-2, spool: spool-2}")
            .replacing("G22.99", with: "G22.98").replacing("UBND xã Phú Cường", with: "UBND xã Đông Phương")
            .replacing("directory: messages", with: "directory: messages-2")
            .replacing("directory: notices", with: "directory: notices-2")
        try Data(other.utf8).write(to: URL(fileURLWithPath: office.path("pipelines/dong-phuong.yaml")))
        #expect(try office.run("appointment", "slots").status == 64, "which office?")
        func there(_ arguments: String...) throws -> ToolResult {
            try office.run(arguments + ["--pipeline", "dong-phuong"])
        }
        try there("account", "add", "--identity", "013419012", "--name", "Nguyễn Thị Ngọc Huệ", "--phone", "0942077843")
            .requireSuccess()
        let slot = try there("appointment", "slots", "--json").requireSuccess().output.split(separator: "\"")[2...]
            .first { $0.hasPrefix("20") }
        try there(
            "appointment", "book", "--account", "013419012", "--type", "giay-khai-sinh", "--at", String(slot ?? "")
        ).requireSuccess()
        #expect(try there("appointment", "list", "--count").output == "1\n")
        #expect(try office.run("appointment", "list", "--count", "--pipeline", "phu-cuong").output == "0\n")
        let sms = try office.files("messages-2").map { try office.text("messages-2/\($0)") }.joined()
        #expect(sms.contains("UBND xã Đông Phương") && !office.exists("messages"))
    }

    @Test("2: hours are offered day by day, and never those that are full")
    func slots() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk("appointments: {capacity: 1, horizon: 7, hours: [9, 14]}")
        let all = try office.slots()
        let day = String(try #require(all.last).prefix(10))
        func offered(_ arguments: String...) throws -> [Substring] {
            try office.run(["appointment", "slots", "--json"] + arguments).requireSuccess().output.split(
                separator: "\n")
        }
        #expect(try offered("--from", day, "--to", day).count == 2)
        try office.book("151804051", "giay-khai-sinh", at: "\(day) 09:00")
        #expect(try offered("--from", day).count == 1 && offered("--from", day)[0].contains("14:00"))
        try office.book("173019476", "giay-khai-sinh", at: "\(day) 14:00")
        #expect(try offered("--from", day).isEmpty)
        #expect(try office.run("appointment", "slots", "--from", day, "--to", "2020-01-01").status == 64)
        #expect(try office.run("appointment", "slots", "--from", "mai").status == 64)
    }

    @Test("7: a scan that is named by number gets name, telephone and e-mail of the account; lists page through them")
    func accounts() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        try office.drop(Scan.pdf("chien"), "inbox/giay-khai-sinh__271724291.pdf")
        try office.run("run", "--once").requireSuccess()
        let dossier = try #require(try office.dossiers().first)
        #expect(dossier.applicant?.name == "Nguyễn Thành Chiến" && dossier.applicant?.phone == "0833101999")
        #expect(dossier.applicant?.email == "abc@vnpt.vn" && dossier.documentType == "giay-khai-sinh")
        let form = try office.text("spool/scanned/\(dossier.code).yaml")
        #expect(form.contains("Nguyễn Thành Chiến") && form.contains("abc@vnpt.vn"))
        let page = try office.run("account", "list", "--limit", "2", "--offset", "1", "--json").requireSuccess().output
        #expect(page.split(separator: "\n").count == 2)
        #expect(try office.run("account", "list", "--kind", "citizen", "--count").output == "3\n")
        #expect(try office.run("account", "list", "--limit", "-1").status == 64)
    }

    @Test("14: the list of what was returned says why; a form that is changed by hand is submitted by moving the scan")
    func rejected() async throws {
        let office = try OfficeFixture()
        let code = try office.submit(Scan.pdf("rejected"))
        try office.run("reject", code, "--ground", "secret", "--reason", "dấu ở trang 1").requireSuccess()
        let list = try office.run("list", "--state", "rejected").requireSuccess().output
        #expect(list.contains("Lý do") && list.contains("dấu ở trang 1"))
        let path = "spool/scanned/rejected/\(code).yaml"
        let form = try office.text(path).replacing(#""a@example.vn""#, with: #""b@example.vn""#)
            .replacing("copies: 1", with: "copies: 3")
        try Data(form.utf8).write(to: URL(fileURLWithPath: office.path(path)))
        try await office.move(code, "scanned/rejected", to: "scanned/submit")
        try office.run("run", "--once").requireSuccess()
        let submitted = try office.dossier(code)
        #expect(submitted.state == "awaiting-signature" && submitted.copies == 3)
        #expect(submitted.applicant?.email == "b@example.vn" && submitted.reason == nil)
        try office.run("reject", code, "--reason", "Vẫn mờ").requireSuccess()
        try await office.move(code, "scanned/rejected", to: "scanned/cancel")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossier(code).state == "cancelled")
        #expect(try office.run("audit").status == 0)
    }
}
