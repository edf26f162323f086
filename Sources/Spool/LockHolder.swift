import Glibc

/// Who holds the lock of a workspace, as the holder itself wrote into the lock file.
///
/// For messages only: after a crash the words are old. Whether the lock is held, the kernel alone knows.
package struct LockHolder: Hashable, Sendable {
    package let processID: Int32
    /// Seconds since 1970.
    package let startedAt: Int
    /// The command: `run`, `sign`.
    package let program: String

    /// What the daemon calls itself.
    package static let daemon = "run"

    var isDaemon: Bool { program == Self.daemon }

    package init(processID: Int32 = getpid(), startedAt: Int = time(nil), program: String) {
        self.processID = processID
        self.startedAt = startedAt
        self.program = program
    }

    /// Three lines: `pid`, `started`, `program`.
    init?(text: String) {
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let processID = values["pid"].flatMap({ Int32($0) }),
            let startedAt = values["started"].flatMap({ Int($0) })
        else { return nil }
        self.init(processID: processID, startedAt: startedAt, program: values["program"].map(String.init) ?? "")
    }

    var text: String {
        "pid \(processID)\nstarted \(startedAt)\nprogram \(program.split(separator: "\n").joined(separator: " "))\n"
    }

    var vietnamese: String { "tiến trình \(processID) (\(program))" }
    var english: String { "process \(processID) (\(program))" }
}
