import Foundation
import TestSupport
import Testing

/// The clerk returns a signed copy: the officer has the scan again, and a number that was given is void, not gone.
@Suite(.blocking) struct HandingBackTests {
    @Test("by command, with a number given: the same bytes, a void number, and the next one for the next copy")
    func byCommand() throws {
        let office = try OfficeFixture()
        let scan = Scan.pdf("back")
        let code = try office.submit(scan)
        try office.run("sign", code).requireSuccess()
        // A crash after the number and before the seal.
        let number = try Self.giveNumber(office, code)
        #expect(number == "1")
        try office.run("reject", code, "--reason", "Sai người ký").requireSuccess()
        let row = try office.dossier(code)
        #expect(row.state == "rejected" && row.reason == "Sai người ký" && row.number == nil && row.signer == nil)
        #expect(try office.contents(row.path) == scan)
        #expect(row.history.contains { $0.kind == "void" && $0.note?.contains("Sai người ký") == true })
        #expect(office.exists("spool/scanned/rejected/\(code).reason.txt"))
        #expect(try office.run("audit").status == 0)

        for command in ["submit", "sign", "stamp"] { try office.run(command, code).requireSuccess() }
        let again = try office.dossier(code)
        #expect(again.state == "delivered" && again.number == "2/ĐT")
        let verified = try office.run("verify", office.path(again.path), "--trust", office.root)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try office.run("audit").status == 0)
    }

    /// Gives a number as sealing does, and is gone before the seal: the program is killed when it makes the
    /// result's file.
    private static func giveNumber(_ office: OfficeFixture, _ code: String) throws -> String {
        let sql = "SELECT number FROM entry WHERE dossier = '\(code)'"
        let killed = try Tool.run(
            "strace",
            [
                "-f", "-o", "/dev/null", "-e", "trace=openat", "-e", "inject=openat:signal=SIGKILL:when=1", "-P",
                office.path("spool/.state/work"), Program.path, "stamp", code, "--workspace", office.workspace,
            ])
        #expect(killed.status != 0)
        return try Tool.run("sqlite3", [office.path("spool/.state/ledger.sqlite"), sql]).output
            .trimmingCharacters(in: .newlines)
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
