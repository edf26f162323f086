import Certification
import Delivery
import Faults
import Glibc
import Hashing
import Spool

/// A process of our own that tests can trace, stop and kill in the middle of an operation.
@main
enum Probe {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("step", 4): try step(from: arguments[1], work: arguments[2], to: arguments[3])
        case ("maildir", 5): try await deliver(arguments[1], arguments[2], hash: arguments[3], to: arguments[4])
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
