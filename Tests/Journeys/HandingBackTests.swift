import Foundation
import TestSupport
import Testing

/// The clerk returns a signed copy: the officer has the scan again, and a number that was given is void, not gone.
@Suite(.blocking) struct HandingBackTests {
    @Test("by command: the same bytes, and a way on from there")
    func byCommand() throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("back")
        let code = try office.submit(scan)
        try office.run("sign", code).requireSuccess()
        try office.run("reject", code, "--reason", "Sai người ký").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "rejected" && row.reason == "Sai người ký" && row.number == nil && row.signer == nil)
        #expect(try office.contents(row.path) == scan)
        #expect(office.exists("spool/scanned/rejected/\(code).reason.txt"))
        #expect(try office.run("audit").status == 0)

        for command in ["submit", "sign", "stamp"] { try office.run(command, code).requireSuccess() }
        let again = try office.dossier(code)
        #expect(again.state == "delivered" && again.number == "1/ĐT")
        let verified = try office.run("verify", office.path(again.path), "--trust", office.root)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try office.run("audit").status == 0)
    }

    @Test("by gesture, without a number")
    func byGesture() async throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("gesture")
        let code = try office.submit(scan)
        try office.run("sign", code).requireSuccess()
        try office.drop("Thiếu trang 2\n".utf8, "spool/awaiting-seal/reject/\(code).txt")
        try await office.move(code, "awaiting-seal", to: "awaiting-seal/reject")
        try office.run("run", "--once").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "rejected" && row.reason == "Thiếu trang 2")
        #expect(try office.contents(row.path) == scan)
        #expect(try office.run("audit").status == 0)
        // Nothing left to be sealed.
        #expect(try office.run("stamp", code).status == 65)
    }
}
