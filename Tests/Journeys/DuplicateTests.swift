import Foundation
import TestSupport
import Testing

/// A scan that is dropped again: the officer is told, and decides.
@Suite(.blocking) struct DuplicateTests {
    @Test("the same bytes are set aside with the dossier's code, until the officer says that another is meant")
    func dropped() throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("twice")
        try office.drop(scan, "inbox/first.pdf")
        try office.run("run", "--once").requireSuccess()
        let code = try #require(try office.dossiers().first?.code)
        try office.drop(scan, "inbox/second.pdf")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().count == 1)
        #expect(try office.contents("inbox/refused/second.pdf") == scan)
        let reason = try office.text("inbox/refused/second.pdf.reason.txt")
        #expect(reason.contains(code) && reason.contains("again: true"), "\(reason)")
        try office.drop(Array("again: true\ncopies: 2\n".utf8), "inbox/third.yaml")
        try office.drop(scan, "inbox/third.pdf")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().map(\.copies) == [1, 2])
        #expect(try office.files("spool/.state/work").isEmpty)
    }

    @Test("two copies in one burst make one dossier")
    func atOnce() throws {
        let office = try OfficeFixture()
        for index in 1...6 { try office.drop(Scan.pdf("burst"), "inbox/\(index).pdf") }
        try office.run("run", "--once").requireSuccess()
        #expect(try office.dossiers().count == 1)
        #expect(try office.files("inbox/refused").count == 10)
    }

    @Test("submit refuses a certified scan with 65, and takes it with --again; a cancelled one is free")
    func submitted() throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("certified")
        let code = try office.submit(scan)
        for command in ["sign", "stamp"] { try office.run(command, code).requireSuccess() }
        let arguments = ["submit", office.outside("scan.pdf"), "--type", "giay-to-khac", "--email", "a@example.vn"]
        let refused = try office.run(arguments)
        #expect(refused.status == 65 && refused.errors.contains(code), "\(refused.errors)")
        let second = try office.run(arguments + ["--again"]).requireSuccess().output
            .trimmingCharacters(in: .newlines)
        #expect(second != code)
        let other = try office.submit(Scan.pdf("cancelled"))
        try office.run("reject", other, "--reason", "mờ").requireSuccess()
        try office.run("cancel", other, "--reason", "mờ").requireSuccess()
        _ = try office.submit(Scan.pdf("cancelled"))
    }
}
