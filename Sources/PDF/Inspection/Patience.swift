import Glibc

/// How long to wait for a cell, and what ends the wait early.
struct Patience {
    /// Wait for ever: a cell between two files.
    static let unlimited = Patience()

    /// The first and the last moment at which to give up.
    private let deadlines: (first: ContinuousClock.Instant, last: ContinuousClock.Instant)?
    /// What the cell may use of the processor; as long as it has not, the first moment is put off.
    private let work: (time: ProcessorTime, limit: Duration)?
    /// A socket whose hang-up means that the program is shutting down.
    private let stop: CInt?

    private init() {
        (deadlines, work, stop) = (nil, nil, nil)
    }

    /// For one file, from now on.
    ///
    /// - Parameter process: the cell.
    init(_ limits: CellLimits, for process: pid_t, stop: CInt?) {
        let (now, limit) = (ContinuousClock.now, Duration.seconds(limits.secondsPerFile))
        deadlines = (now + limit, now + .seconds(max(limits.secondsPerFile, limits.secondsAtMost)))
        work = ProcessorTime(of: process).map { ($0, limit) }
        self.stop = stop
    }

    /// Returns when the socket has something to say (a hang-up too). Blocking, at most until the deadline.
    func wait(for socket: CInt) throws(CellFailure) {
        while true {
            let remaining = remaining
            // poll(2) skips negative descriptors.
            var polls = [
                pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&polls, nfds_t(polls.count), Self.milliseconds(remaining))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .malformed("\(SystemFailure("poll"))") }
            if polls[1].revents != 0 { throw .stopped }
            if polls[0].revents != 0 { return }
            if remaining == .zero { throw .timedOut }
        }
    }

    /// Until it may be time to give up; zero when it is.
    private var remaining: Duration? {
        guard let deadlines else { return nil }
        let now = ContinuousClock.now
        guard now >= deadlines.first, let work else { return max(.zero, deadlines.first - now) }
        return max(.zero, min(work.limit - work.time.used, deadlines.last - now))
    }

    private static func milliseconds(_ duration: Duration?) -> CInt {
        guard let duration else { return -1 }
        return CInt(min((duration / .milliseconds(1)).rounded(.up), Double(CInt.max)))
    }
}

/// The processor time that another process has used, all its threads together, since this value was made.
private struct ProcessorTime {
    private let clock: clockid_t
    private let start: Duration

    /// - Returns: `nil` for a process that is gone.
    init?(of process: pid_t) {
        var clock = clockid_t()
        guard clock_getcpuclockid(process, &clock) == 0, let start = Self.read(clock) else { return nil }
        (self.clock, self.start) = (clock, start)
    }

    /// Without end for a process that is gone: nothing more is to be waited for.
    var used: Duration { Self.read(clock).map { $0 - start } ?? .seconds(Int64.max) }

    private static func read(_ clock: clockid_t) -> Duration? {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return nil }
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
