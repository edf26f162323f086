import Foundation
import TestSupport
import Testing

/// Accounts, appointments and written refusals come back from a backup, and no code is given to a second visitor.
@Suite(.blocking) struct FrontDeskRestorationTests {
    @Test("the directory, the hours that are taken, the portal's requests and the letters are there again")
    func restored() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk("appointments: {capacity: 1, horizon: 7}")
        let slots = try office.slots()
        let wish = #"{"id": "dvc-1", "account": "271724291", "documentType": "giay-khai-sinh", "at": "\#(slots[3])"}"#
        try office.drop(Array(wish.utf8), "inbox/appointments/dvc-1.json")
        try office.run("run", "--once").requireSuccess()
        let kept = try #require(try office.appointments().first)
        let letter = try office.run(
            "refuse", "--ground", "secret", "--type", "giay-khai-sinh", "--name", "Trần Văn Bình"
        ).requireSuccess().output.trimmingCharacters(in: .newlines)
        let words = try Data(contentsOf: URL(fileURLWithPath: letter))
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()

        let lost = try office.book("173019476", "giay-khai-sinh", at: slots[5])
        try office.run("account", "add", "--identity", "013419012", "--name", "Nguyễn Thị Ngọc Huệ").requireSuccess()
        #expect(lost.code.hasSuffix("-0002"))
        #expect(try office.run("restore", backup).status == 65)
        try office.run("restore", backup, "--accept-gap", "Hỏng đĩa").requireSuccess()

        #expect(try office.run("account", "list", "--count").output == "4\n")
        #expect(try office.appointments().map(\.code) == [kept.code] && !office.slots().contains(slots[3]))
        #expect(try Data(contentsOf: URL(fileURLWithPath: letter)) == words)
        #expect(try office.run("audit").status == 0)
        // Whoever was told the lost code is no other visitor's double; the portal's own request is still the same one.
        let next = try office.book("173019476", "giay-khai-sinh", at: slots[5])
        #expect(next.code > lost.code && next.code.hasSuffix("-1001"))
        try office.drop(Array(wish.utf8), "inbox/appointments/again.json")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.text("inbox/appointments/again.answer.json").contains(kept.code))
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("visit")).write(to: URL(fileURLWithPath: scan))
        try office.run("appointment", "process", kept.code, "--scan", scan).requireSuccess()
        #expect(try office.run("audit").status == 0)
    }
}
