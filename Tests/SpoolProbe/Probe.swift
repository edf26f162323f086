import Certification
import Delivery
import Faults
import Foundation
import Glibc
import Hashing
import Spool
import Synchronization

/// A process of our own that tests can trace, stop and kill in the middle of an operation.
@main
enum Probe {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("step", 4): try step(from: arguments[1], work: arguments[2], to: arguments[3])
        case ("copy", 2): try copy(in: arguments[1])
        case ("uncached", 2): try writeUncached(in: arguments[1])
        case ("maildir", 5): try await deliver(arguments[1], arguments[2], hash: arguments[3], to: arguments[4])
        case ("mail", 5): try await mail(arguments[1], count: arguments[2], size: arguments[3], by: arguments[4])
        case ("sync", 3): try sync(arguments[1], threads: arguments[2])
        case ("aside", 3): try setAside(from: arguments[1], to: arguments[2])
        case ("watch", 2): try await watch(arguments[1])
        case ("lock", 2): try lock(arguments[1])
        default: exit(64)
        }
    }

    /// P0 to P5 for `scan.pdf`, without a ledger; the target's name is the digest.
    private static func step(from source: String, work: String, to target: String) throws {
        let (source, work, target) = (
            try Directory.open(path: source), try Directory.open(path: work), try Directory.open(path: target)
        )
        let scan = try source.openRegular("scan.pdf")
        let copy = try scan.takeIn(to: work, as: "work.pdf")
        guard let name = FileName(copy.digest.hex) else { exit(70) }
        try copy.publish(as: name, in: target).retire(scan)
    }

    /// Makes a file of what `scan.pdf` holds, whose hash is known by then, and an ending; prints the digest.
    private static func copy(in folder: String) throws {
        let folder = try Directory.open(path: folder)
        let taken = try folder.openRegular("scan.pdf").takeIn(to: folder, as: "taken.pdf")
        var result = try folder.create("result.pdf")
        try result.write(contentsOf: try taken.open())
        try result.write(Array("ending".utf8))
        print(try result.sync().digest.hex)
    }

    /// Writes what `scan.pdf` holds past the cache, in odd pieces; prints the digest.
    private static func writeUncached(in folder: String) throws {
        let folder = try Directory.open(path: folder)
        var result = try folder.create("result.pdf", cached: false)
        try folder.openRegular("scan.pdf").forEachChunk { (chunk) throws(SpoolFault) in
            var rest = chunk[...]
            while !rest.isEmpty {
                try result.write(UnsafeRawBufferPointer(rebasing: rest.prefix(50_001)))
                rest = rest.dropFirst(50_001)
            }
        }
        print(try result.sync().digest.hex)
    }

    /// Has several threads sync the same folder, all but the first when that one is at it; prints how many failed.
    private static func sync(_ folder: String, threads: String) throws {
        guard let threads = Int(threads) else { exit(64) }
        let failed = Mutex(0)
        let all = DispatchGroup()
        for thread in 0..<threads {
            all.enter()
            Thread.detachNewThread {
                defer { all.leave() }
                do { try Directory.open(path: folder).sync() } catch { failed.withLock { $0 += 1 } }
            }
            // The tracer holds the first for longer than that.
            if thread == 0 { usleep(300_000) }
        }
        all.wait()
        print(failed.withLock { $0 })
    }

    private static func deliver(_ folder: String, _ name: String, hash: String, to maildir: String) async throws {
        guard let id = MessageID("1@example.vn"), let name = FileName(name), let digest = Digest(hex: hash) else {
            exit(64)
        }
        let message = FrozenMessage(
            messageID: id,
            date: 1_795_400_000,
            directory: try Directory.open(path: folder),
            name: name,
            digest: digest,
            isRepeated: true
        )
        let outcome = MaildirChannel(path: maildir).deliver(message, to: try EmailAddress("a@example.vn"))
        guard case .accepted = outcome else { exit(75) }
    }

    /// Sends a message of a size several times by several connections; prints seconds, and the peak of memory in KiB.
    private static func mail(_ folder: String, count: String, size: String, by url: String) async throws {
        guard let count = Int(count), let size = Int(size), let id = MessageID("1@example.vn") else { exit(64) }
        let settings = SMTPSettings(url: url, encryption: .none, sender: try EmailAddress("a@example.vn"))
        let channel = SMTPChannel(settings)
        let folder = try Directory.open(path: folder)
        var file = try folder.create("mail.eml")
        let line = Array(repeating: UInt8(ascii: "x"), count: 76) + [UInt8(ascii: "\n")]
        let piece = Array(repeatElement(line, count: 1000).joined())
        try file.write(Array("Message-ID: <1@example.vn>\n\n".utf8))
        while file.size < size {
            try file.write(Array(piece.prefix((size - file.size) / line.count * line.count + line.count)))
        }
        let message = FrozenMessage(
            messageID: id, date: 0, directory: folder, name: "mail.eml", digest: try file.sync().digest,
            isRepeated: false)
        let recipient = try EmailAddress("b@example.vn")
        let start = ContinuousClock.now
        let accepted = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<settings.connections {
                group.addTask {
                    stride(from: worker, to: count, by: settings.connections).count { _ in
                        if case .accepted = channel.deliver(message, to: recipient) { true } else { false }
                    }
                }
            }
            return await group.reduce(0, +)
        }
        let duration = ContinuousClock.now - start
        channel.rest()
        guard accepted == count, let peak = try peakOfMemory() else { exit(75) }
        print(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18, peak)
    }

    /// In KiB. What `getrusage` tells begins with the peak of the process that started this one.
    private static func peakOfMemory() throws -> Int? {
        let lines = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }

    /// Refuses `scan.pdf`.
    private static func setAside(from folder: String, to refused: String) throws {
        let reason = Wording(vi: "Không phải PDF.", en: "Not a PDF.")
        try Directory.open(path: folder).setAside("scan.pdf", in: try Directory.open(path: refused), reason: reason)
    }

    /// Prints hints until it is killed.
    private static func watch(_ folder: String) async throws {
        let watcher = try FolderWatcher(folders: [folder], rescanInterval: .seconds(3600))
        for await hint in watcher.hints {
            print(hint)
            fflush(nil)
        }
    }

    /// Holds the lock until its input ends.
    private static func lock(_ state: String) throws {
        let lock = try WorkspaceLock.acquire(in: try Directory.open(path: state), as: LockHolder(program: "probe"))
        print("locked")
        fflush(nil)
        while getchar() != EOF {}
        withExtendedLifetime(lock) {}
    }
}
