import Foundation
import TestSupport
import Testing

/// The office itself is what keeps it from its work: nobody's file is blamed, `doctor` and the log say what it is, no
/// number is spent, and all goes on by itself.
@Suite(.blocking) struct ObstacleTests {
    /// An office at work, with a scan for intake and a copy that waits for its number.
    private final class Scene {
        let office: OfficeFixture
        let daemon: Daemon
        let waiting: String

        init() async throws {
            office = try OfficeFixture()
            waiting = try office.submit(Scan.pdf("waits"))
            try office.run("sign", waiting).requireSuccess()
            daemon = try Daemon(office)
            try await daemon.open()
        }

        func drop() throws { try office.drop(Scan.pdf("arrives"), "inbox/ho-chieu__a@example.vn.pdf") }

        /// - Parameter reason: what `doctor` says of it.
        func paused(_ reason: String, status: Int32, _ log: String = "intake is tried again") async throws {
            try await patiently("the log says so: \(daemon.journal)") { daemon.journal.contains(log) }
            try await patiently("doctor says so") {
                let doctor = try office.run("doctor")
                return doctor.status == status && doctor.output.contains(reason)
            }
            #expect(try office.dossiers().count == 1 && office.dossier(waiting).number == nil)
            #expect(office.exists("inbox/ho-chieu__a@example.vn.pdf"))
            #expect(try office.files("inbox/refused").isEmpty)
        }

        func goesOn() async throws {
            try await patiently("intake goes on: \(daemon.journal)") { try office.dossiers().count == 2 }
            try office.run("stamp", waiting).requireSuccess()
            #expect(try office.dossier(waiting).number == "1/ĐT")
            #expect(try await daemon.stop() == 0)
            #expect(try office.run("audit").status == 0)
        }
    }

    @Test("another process holds the ledger")
    func locked() async throws {
        let scene = try await Scene()
        let (held, release) = (scene.office.outside("held"), scene.office.outside("release"))
        let script = """
            import os, sqlite3, sys, time
            ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
            ledger.execute("BEGIN EXCLUSIVE")
            open(sys.argv[2], "w").close()
            end = time.monotonic() + 300
            while not os.path.exists(sys.argv[3]) and time.monotonic() < end:
                time.sleep(0.05)
            """
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = [
            "python3", "-c", script, scene.office.path("spool/.state/ledger.sqlite"), held, release,
        ]
        try holder.run()
        defer { holder.terminate() }
        try await patiently("the ledger is held") { FileManager.default.fileExists(atPath: held) }
        try scene.drop()
        try await scene.paused("Sổ cái đang bận", status: 75)
        #expect(try scene.office.run("stamp", scene.waiting).status == 75)
        #expect(try scene.office.dossier(scene.waiting).number == nil)

        try Data().write(to: URL(fileURLWithPath: release))
        try await scene.goesOn()
    }

    @Test("the daemon may open no more files")
    func descriptors() async throws {
        let scene = try await Scene()
        let process = String(scene.daemon.processID)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").compactMap(Int.init)
        // What has a higher number stays open: it was inherited, far above what the daemon opened itself.
        let free = (0...).first { !open.contains($0) } ?? 0
        try Tool.run("prlimit", ["--pid", process, "--nofile=\(free):"]).requireSuccess()
        try scene.drop()
        try await scene.paused("mở quá nhiều tệp", status: 75, "look failed")
        #expect(try scene.office.run("stamp", scene.waiting).status == 75)
        #expect(try scene.office.dossier(scene.waiting).number == nil)

        try Tool.run("prlimit", ["--pid", process, "--nofile=1024:"]).requireSuccess()
        try await scene.goesOn()
    }

    @Test("somebody moved one of the office's own folders away")
    func ownFolder() async throws {
        let scene = try await Scene()
        let (work, away) = (scene.office.path("spool/.state/work"), scene.office.outside("work"))
        try FileManager.default.moveItem(atPath: work, toPath: away)
        try scene.drop()
        try await scene.paused(".state/work", status: 66)

        try FileManager.default.moveItem(atPath: away, toPath: work)
        try await scene.goesOn()
    }
}
