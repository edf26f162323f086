import Foundation
import TestSupport
import Testing

/// Documents that do things by themselves: refused by default, each finding named; the office may decide otherwise.
@Suite(.blocking) struct ActiveContentTests {
    private static let attachment = PlainPDF.bytes(
        [
            "<< /Type /Catalog /Pages 2 0 R /AF [4 0 R] >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            "<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>",
            "<< /Length 2 >>\nstream\nMZ\nendstream",
        ].map { Array($0.utf8) })

    @Test func isRefusedByNameAndTakenInWhereTheOfficeSaysSo() throws {
        let office = try OfficeFixture()
        try office.drop(Self.attachment, "inbox/attachment.pdf")
        try office.run("run", "--once").requireSuccess()
        #expect(try office.text("inbox/refused/attachment.pdf.reason.txt").contains("tệp đính kèm"))
        try office.configure { $0.replacing("intake:\n", with: "intake:\n  allow: [embedded-files]\n") }
        let code = try office.submit(Self.attachment)
        for command in ["sign", "stamp"] { try office.run(command, code).requireSuccess() }
    }

    @Test func whatIsNoActiveContentIsNoSetting() throws {
        let office = try OfficeFixture()
        try office.configure { $0.replacing("intake:\n", with: "intake:\n  allow: [everything]\n") }
        let result = try office.run("run", "--once")
        #expect(result.status == 78 && result.errors.contains("intake.allow"), "\(result.errors)")
    }

    @Test func theDoctorTellsWhatHoldsTheHelperProcesses() throws {
        let office = try OfficeFixture()
        #expect(try office.run("doctor", "--json").output.contains("seccomp"))
    }
}
