import Foundation
import TestSupport
import Testing

/// The timestamp server is down for a while: dossiers wait where they are, and go on by themselves.
struct OutageTests {
    @Test("By gesture: the file waits with the reason beside it, the number stays, and all goes on when it is back")
    func gestures() async throws {
        let services = try TestServices(in: TemporaryDirectory.kept("pki"))
        defer { TemporaryDirectory.remove(services.directory) }
        let office = try LevelOffice(services, level: "B-LTA", timestamps: [services.timestamps])
        let code = try office.submit()
        services.stop()
        let daemon = try office.daemon()
        defer { withExtendedLifetime(daemon) {} }

        try office.move(code, to: "awaiting-signature/sign")
        try await eventually { try office.names(in: "awaiting-signature/sign").contains("\(code).reason.txt") }
        let reason = try String(
            contentsOfFile: office.workspace + "/spool/awaiting-signature/sign/\(code).reason.txt", encoding: .utf8)
        #expect(reason.contains("được làm tiếp") && reason.contains("127.0.0.1"), "\(reason)")
        #expect(try office.names(in: "awaiting-signature/sign").count == 2)
        let waiting = try office.dossier(code)
        #expect(waiting.state == "awaiting-signature")

        try services.restart()
        try await eventually { try office.dossier(code).state == "awaiting-seal" }
        #expect(try office.names(in: "awaiting-signature/sign").isEmpty)

        services.stop()
        try office.move(code, to: "awaiting-seal/stamp")
        try await eventually { try office.names(in: "awaiting-seal/stamp").contains("\(code).reason.txt") }
        #expect(try office.dossier(code).state == "awaiting-seal")
        try services.restart()
        try await eventually { try office.dossier(code).state == "delivered" }
        #expect(try office.dossier(code).number == "1/ĐT")
        #expect(try office.names(in: "awaiting-seal/stamp").filter { $0.hasPrefix(code) }.isEmpty)
        let verdict = try AdESVerdict.of(try office.document(code), level: "B-LTA", root: services.root)
        #expect(verdict.signatures.prefix(2).map(\.passed) == [true, true], "\(verdict)")
        let audit = try office.run("audit")
        #expect(audit.status == 0, "\(audit.output) \(audit.errors)")
    }

    @Test("By command: exit 69 with what to do, and the same command works when it is back")
    func commands() throws {
        let services = try TestServices(in: TemporaryDirectory.kept("pki"))
        defer { TemporaryDirectory.remove(services.directory) }
        let office = try LevelOffice(services, level: "B-LT", timestamps: [services.timestamps])
        let code = try office.submit()
        services.stop()
        let down = try office.run("sign", code)
        #expect(down.status == 69, "\(down.errors)")
        try services.restart()
        #expect(try office.run("sign", code).status == 0)
        services.stop()
        #expect(try office.run("stamp", code).status == 69)
        #expect(try office.dossier(code).number == nil)
        try services.restart()
        #expect(try office.run("stamp", code).status == 0)
        #expect(try office.dossier(code).number == "1/ĐT")
    }

    /// Waits for what happens in its own time; the limit is for machines that are busy.
    private func eventually(_ condition: () throws -> Bool) async throws {
        for _ in 0..<600 {
            if try condition() { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        Issue.record("it did not happen")
    }
}
