import Foundation
import TestSupport
import Testing

/// An office whose spool the first version left behind (`Tests/Older`), under today's program.
@Suite(.blocking) struct UpgradeJourneyTests {
    @Test("everything is there and goes on: the mail that waited goes out, desks are worked off, the audit holds")
    func goesOn() throws {
        let office = try OfficeFixture()
        try office.furnishFrontDesk()
        try Tool.run("rm", ["-r", office.path("spool")]).requireSuccess()
        try Tool.run("tar", ["-xzf", Repository.root + "/Tests/Older/schema-1-spool.tgz", "-C", office.workspace])
            .requireSuccess()
        try office.run("run", "--once").requireSuccess()
        let rows = try office.dossiers()
        #expect(rows.count == 7 && rows.filter { $0.state == "delivered" }.count == 3)
        let mails = try Mail.all(in: office.path("mail"))
        #expect(mails.map(\.to) == ["undecided@example.vn"])
        #expect(mails.first?.attachments.map(\.sha256) == [rows[1].sha256])
        #expect(try office.run("audit").status == 0)

        let year = OfficeFixture.today.prefix(4)
        if try !office.run("book", "list").output.contains("\(year)/ĐT") {
            try office.run("book", "add", "\(year)", "--open", "\(year)-01-01", "--close", "\(year)-12-31")
                .requireSuccess()
        }
        let (waiting, signed, rejected) = (rows[5].code, rows[2].code, rows[3].code)
        try office.run("account", "add", "--identity", "151804051", "--name", "Nguyễn Thị Thu").requireSuccess()
        try office.run("edit", rejected, "--account", "151804051", "--email", "thu@example.vn").requireSuccess()
        try office.run("submit", rejected).requireSuccess()
        try office.run("sign", waiting, rejected).requireSuccess()
        try office.run("stamp", "--all").requireSuccess()
        for code in [waiting, signed, rejected] { #expect(try office.dossier(code).state == "delivered") }
        try office.run("resend", rows[0].code).requireSuccess()
        try office.run("annul", rows[6].code, "--reason", "Chứng thực nhầm").requireSuccess()
        #expect(try office.book("151804051", "giay-khai-sinh", at: office.slots()[0]).code.hasSuffix("-0001"))
        #expect(try office.run("account", "dossiers", "151804051").output.contains(rejected))
        #expect(try office.run("audit").status == 0)
        let backup = office.outside("backup")
        try office.run("backup", backup).requireSuccess()
        try office.run("restore", backup).requireSuccess()
        #expect(try office.run("audit").status == 0)
    }
}
