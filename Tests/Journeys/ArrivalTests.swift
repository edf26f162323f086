import Foundation
import TestSupport
import Testing

/// Writers as scanners, desktops and shares are: nothing is taken before it is whole, and nothing is missed.
@Suite(.blocking) struct ArrivalTests {
    /// Each writer in a thread of its own; prints what must be taken in: a name and the SHA-256 of its bytes. A pause that
    /// may be longer than `settle` (2 s) is made with the file open, or under a name that is left alone.
    private static let writers = """
        import hashlib, os, sys, threading, time
        inbox, outside, scan = sys.argv[1], sys.argv[2], open(sys.argv[3], "rb").read()

        def slow(path, data):
            with open(path, "wb", buffering=0) as file:
                file.write(data[:100]); time.sleep(4); file.write(data[100:])

        def pausing(path, data):
            with open(path, "wb", buffering=0) as file:
                for start in range(0, len(data), 100):
                    file.write(data[start:start + 100]); time.sleep(0.05)

        def appending(path, data):
            for start in range(0, len(data), 200):
                with open(path, "ab") as file: file.write(data[start:start + 200])
                time.sleep(0.1)

        def rewriting(path, data):
            with open(path, "wb") as file: file.write(data[:len(data) // 2])
            time.sleep(0.2)
            with open(path, "wb") as file: file.write(data)

        def preallocating(path, data):
            with open(path, "wb", buffering=0) as file:
                file.truncate(len(data)); time.sleep(4); file.write(data)
            os.utime(path, (1_000_000_000, 1_000_000_000))

        def two_steps(path, data):
            open(path, "wb").close()
            time.sleep(0.3)
            with open(path, "r+b") as file: file.write(data)

        def filepart(path, data):
            with open(path + ".filepart", "wb") as file: file.write(data[:100])
            time.sleep(4)
            with open(path + ".filepart", "ab") as file: file.write(data[100:])
            os.rename(path + ".filepart", path)

        def renamed(path, data):
            draft = os.path.join(outside, "draft")
            with open(draft, "wb") as file: file.write(data)
            os.rename(draft, path)

        def sidecar(path, data):
            with open(path, "wb") as file: file.write(data)
            time.sleep(0.5)
            with open(path[:-4] + ".yaml", "w") as file: file.write("copies: 7\\n")

        threads = []
        for writer in [slow, pausing, appending, rewriting, preallocating, two_steps, filepart, renamed, sidecar]:
            data = scan + b"%% %s\\n" % writer.__name__.encode()
            print(writer.__name__ + ".pdf", hashlib.sha256(data).hexdigest())
            threads.append(threading.Thread(target=writer, args=(os.path.join(inbox, writer.__name__ + ".pdf"), data)))
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """

    @Test func everyWriterIsWaitedForAndNoneMissed() async throws {
        let office = try OfficeFixture(settle: "2s")
        let daemon = try Daemon(office)
        try await daemon.open()
        let scan = office.outside("scan.pdf")
        try Data(Scan.pdf("written")).write(to: URL(fileURLWithPath: scan))
        let written = try Tool.run("python3", ["-c", Self.writers, office.path("inbox"), office.outside(""), scan])
            .requireSuccess().output
        let expected = Set(written.split(separator: "\n").map(String.init))
        try await patiently("all are taken in: \(daemon.journal)") {
            try office.files("inbox").isEmpty && office.dossiers().count >= expected.count
        }
        let rows = try office.dossiers()
        #expect(Set(rows.map { "\($0.originalName) \($0.sha256)" }) == expected)
        #expect(rows.count == expected.count)
        #expect(try office.files("inbox/refused").isEmpty)
        #expect(rows.first { $0.originalName == "sidecar.pdf" }?.copies == 7)
        _ = try await daemon.stop()
    }

    @Test func theLookAtTheStartObeysTheSameRule() async throws {
        let office = try OfficeFixture(settle: "2s")
        let whole = Scan.pdf("was there before")
        let path = office.path("inbox/early.pdf")
        try Data(whole.prefix(100)).write(to: URL(fileURLWithPath: path))
        let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try writer.seekToEnd()
        let daemon = try Daemon(office)
        try await daemon.open()
        try await Task.sleep(for: .seconds(4))
        try writer.write(contentsOf: whole.dropFirst(100))
        try writer.close()
        try await patiently("it is taken in") { try office.dossiers().count == 1 }
        #expect(try office.files("inbox/refused").isEmpty)
        _ = try await daemon.stop()
    }

    @Test func withoutAnyEventsTheFoldersArePolled() async throws {
        let office = try OfficeFixture()
        // A user namespace in which nobody may have an inotify instance.
        let wrapper = [
            "unshare", "--user", "--map-root-user", "sh", "-c",
            #"echo 0 >/proc/sys/user/max_inotify_instances && exec "$0" "$@""#,
        ]
        let daemon = try Daemon(office, under: wrapper)
        try await daemon.open()
        try office.drop(Scan.pdf("polled"), "inbox/giay-to-khac__a@example.vn.pdf")
        let scan = try await office.arrival(in: "scanned")
        let code = String(URL(fileURLWithPath: scan).lastPathComponent.prefix { $0 != " " })
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.processID)/fd").map {
            // Some are closed while we look.
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(daemon.processID)/fd/\($0)")) ?? ""
        }
        #expect(!descriptors.contains { $0.contains("inotify") }, "nothing but polling")
        try await patiently("doctor warns, and is content") {
            let doctor = try office.run("doctor")
            return doctor.status == 0 && doctor.output.contains("không báo thay đổi trong: inbox, ")
        }
        try await office.move(code, "scanned", to: "scanned/submit")
        try await office.move(code, "awaiting-signature", to: "awaiting-signature/sign")
        try await office.arrival(code, in: "awaiting-seal")
        _ = try await daemon.stop()
    }

    @Test func aShareThatIsNotMountedIsNoEmptyInbox() async throws {
        let office = try OfficeFixture()
        // A file system of its own stands for the share.
        let share = "/dev/shm/chungthuc-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: false)
        defer {
            for path in [share, share + "-away"] {
                // The operating system empties this folder should the removal fail.
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        try office.configure { $0.replacing("inbox: inbox", with: "inbox: \(share)") }
        let waiting = try office.submit(Scan.pdf("waits for the leader"))
        let daemon = try Daemon(office)
        try await daemon.open()
        try FileManager.default.moveItem(atPath: share, toPath: share + "-away")
        try FileManager.default.createDirectory(atPath: share, withIntermediateDirectories: false)
        let scan = Scan.pdf("dropped while nobody sees it")
        try Data(scan).write(to: URL(fileURLWithPath: share + "-away/giay-to-khac__b@example.vn.pdf"))
        try await patiently("doctor says so") { try office.run("doctor").output.contains("chưa được gắn") }
        try office.run("sign", waiting).requireSuccess()
        #expect(try FileManager.default.contentsOfDirectory(atPath: share).isEmpty)
        try FileManager.default.removeItem(atPath: share)
        try FileManager.default.moveItem(atPath: share + "-away", toPath: share)
        try await patiently("work resumes: \(daemon.journal)") { try office.dossiers().count == 2 }
        _ = try await daemon.stop()
        try FileManager.default.moveItem(atPath: share, toPath: share + "-away")
        let alone = try office.run("run", "--once")
        #expect(alone.status == 69 && alone.errors.contains("chưa được gắn"), "\(alone.errors)")
        #expect(!FileManager.default.fileExists(atPath: share))
    }
}
