import Foundation
import TestSupport
import Testing

/// The office lacks something for a while: it says what, nobody waits who need not, and all goes on by itself.
@Suite(.blocking) struct WantTests {
    @Test("a full disk pauses intake and sealing, spends no number, and is done with when there is room again")
    func fullDisk() async throws {
        // Without the right to mount there is no small disk to fill.
        guard getuid() == 0 else { return }
        let office = try OfficeFixture()
        let spool = office.path("spool")
        try FileManager.default.removeItem(atPath: spool)
        try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: false)
        guard try Tool.run("mount", ["-t", "tmpfs", "-o", "size=48m", "none", spool]).status == 0 else { return }
        // The operating system's list of mounts shows what could not be removed.
        defer { _ = try? Tool.run("umount", ["--lazy", spool]) }
        let year = Calendar(identifier: .gregorian).component(.year, from: Date())
        try office.run("book", "add", "\(year)", "--first", "1", "--open", "\(year)-01-01", "--close", "\(year)-12-31")
            .requireSuccess()
        let waiting = try office.submit(Scan.pdf("want"))
        try office.run("sign", waiting).requireSuccess()
        let filler = office.path("spool/filler")
        try Data(count: 40 << 20).write(to: URL(fileURLWithPath: filler))

        #expect(try office.run("stamp", waiting).status == 75)
        let daemon = try Daemon(office)
        try office.drop(Scan.pdf("arrives"), "inbox/ho-chieu__a@example.vn.pdf")
        try await patiently("the log says why: \(daemon.journal)") { daemon.journal.contains("intake is tried again") }
        let doctor = try office.run("doctor")
        #expect(doctor.status == 75 && doctor.output.contains("không đủ chỗ"), "\(doctor.output)")
        #expect(try office.dossiers().count == 1 && office.dossier(waiting).number == nil)
        #expect(office.exists("inbox/ho-chieu__a@example.vn.pdf"))

        try FileManager.default.removeItem(atPath: filler)
        try await patiently("intake goes on") { try office.dossiers().count == 2 }
        try office.run("stamp", waiting).requireSuccess()
        #expect(try office.dossier(waiting).number == "1/ĐT")
        #expect(try office.run("audit").status == 0)
        #expect(try await daemon.stop() == 0)
    }

    @Test("a dossier whose step fails again and again keeps no other waiting, and doctor names it")
    func poisonedDossier() async throws {
        let office = try OfficeFixture()
        let codes = try (1...6).map { try office.submit(Scan.pdf("desk \($0)"), named: "\($0).pdf") }
        // No step can write its result there.
        let obstacle = office.path("spool/.state/work/\(codes[0]).result")
        let daemon = try Daemon(office)
        try await daemon.open()
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        for code in codes { try await office.move(code, "awaiting-signature", to: "awaiting-signature/sign") }
        for code in codes.dropFirst() { try await office.arrival(code, in: "awaiting-seal") }
        #expect(try office.dossier(codes[0]).state == "awaiting-signature")
        try await patiently("doctor names it") { try office.run("doctor").output.contains(codes[0]) }
        #expect(try office.run("doctor").status == 73)

        try FileManager.default.removeItem(atPath: obstacle)
        try await office.arrival(codes[0], in: "awaiting-seal")
        #expect(try !office.run("doctor").output.contains(codes[0]))
        #expect(try await daemon.stop() == 0)
        #expect(try office.run("audit").status == 0)
    }
}
