import CSystemCalls
import Glibc

/// A running cell. Owns the process and its socket: when the value ends, the process is killed and reaped.
///
/// Start it from a thread that lives as long as the cell: the kernel ties PR_SET_PDEATHSIG to the thread, not to the
/// process, so a cell started from a pooled thread would die with the pool's whim.
struct CellProcess: ~Copyable {
    /// The descriptor that the hidden command finds its socket at.
    static let socket: CInt = 3

    let channel: CellChannel
    let identifier: pid_t
    private var reaped = false

    /// Starts a cell and hands it its limits. Blocking, for a few milliseconds.
    init(executable: String, arguments: [String], limits: CellLimits) throws(SystemFailure) {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw SystemFailure("socketpair") }
        let ours = CellChannel(adopting: ends[0])
        defer { close(ends[1]) }
        identifier = try Self.spawn(executable: executable, arguments: arguments, socket: ends[1])
        channel = ours
        // A cell that is gone already shows at its first file.
        try? channel.send(limits)
    }

    deinit {
        if !reaped {
            Self.kill(identifier)
            var status: CInt = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
        }
    }

    /// Has the cell look at one document. Blocking, as long as `patience` allows.
    ///
    /// - Returns: what the cell says of the document, or how the conversation ended.
    func examine(
        _ job: InspectionJob, patience: Patience
    ) -> Result<Result<InspectionOutcome, PDFFault>, CellFailure> {
        Result { () throws(CellFailure) in
            let request = InspectionRequest(
                task: job.task, name: job.name, page: job.page, blank: job.blank, rules: job.rules,
                instructions: job.instructions
            )
            try channel.send(request, descriptor: job.descriptor)
            switch try channel.receive(InspectionReply.self, patience: patience).message {
            case .sound(let report): return .success(.report(report))
            case .repaired: return .success(.document(try channel.receiveBytes(patience: patience)))
            case .examined: return .success(.findings(try channel.receiveBytes(patience: patience)))
            case .confined(let confinement): return .success(.confinement(confinement))
            case .refused(let fault): return .failure(fault)
            }
        }
    }

    /// Kills the cell and tells how it ended, for people: "signal 11" or "exit status 1". Blocking.
    consuming func end() -> CellFailure {
        // A cell that hung up is on its way out: what it died of is worth more than our own SIGKILL.
        _ = csystem_wait_for_end(identifier, 100)
        Self.kill(identifier)
        var status: CInt = 0
        var result: pid_t
        repeat {
            result = waitpid(identifier, &status, 0)
        } while result < 0 && errno == EINTR
        reaped = true
        guard result == identifier else { return .died("lost") }
        // As wait(2) packs them: the signal in the low seven bits, else the exit status above.
        let signal = status & 0x7f
        let exitStatus = status >> 8 & 0xff
        if signal == 0, exitStatus == InspectionCell.statusWithoutMemory { return .outOfMemory }
        if signal == SIGXCPU { return .timedOut }
        return .died(signal == 0 ? "exit status \(exitStatus)" : "signal \(signal)")
    }

    /// With the child that draws, if there is one: it is of the cell's group.
    private static func kill(_ identifier: pid_t) {
        Glibc.kill(-identifier, SIGKILL)
    }

    /// Its own process group, so that a Ctrl-C meant for the daemon does not end the cells under a document; no
    /// environment (it may hold secrets) beyond the search path of libraries; no descriptor but the socket and stderr.
    private static func spawn(
        executable: String, arguments: [String], socket: CInt
    ) throws(SystemFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, Self.socket)
        csystem_spawn_close_from(&actions, Self.socket + 1)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var environment = ["SWIFT_BACKTRACE=enable=no"]
        if let path = getenv("LD_LIBRARY_PATH") {
            environment.append("LD_LIBRARY_PATH=" + String(cString: path))
        }
        var identifier: pid_t = 0
        let status = withCStrings([executable] + arguments) { arguments in
            withCStrings(environment) { environment in
                posix_spawn(&identifier, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard status == 0 else { throw SystemFailure("posix_spawn \(executable)", code: status) }
        return identifier
    }
}

/// Calls `body` with a null-terminated array of C strings, as execve(2) wants its arguments.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { pointers.forEach { free($0) } }
    pointers.append(nil)
    return body(&pointers)
}
