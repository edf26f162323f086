import Glibc

/// How long to wait for a cell, and what ends the wait early.
struct Patience {
    /// Wait for ever: a cell between two files.
    static let unlimited = Patience(deadline: nil, stop: nil)

    let deadline: ContinuousClock.Instant?
    /// A socket whose hang-up means that the program is shutting down.
    let stop: CInt?

    /// Returns when the socket has something to say (a hang-up too). Blocking, at most until the deadline.
    func wait(for socket: CInt) throws(CellFailure) {
        while true {
            // poll(2) skips negative descriptors.
            var polls = [
                pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&polls, nfds_t(polls.count), milliseconds)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .malformed("\(SystemFailure("poll"))") }
            if polls[1].revents != 0 { throw .stopped }
            if polls[0].revents != 0 { return }
            if milliseconds == 0 { throw .timedOut }
        }
    }

    private var milliseconds: CInt {
        guard let deadline else { return -1 }
        let remaining = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
        return CInt(min(max(0, remaining.rounded(.up)), Double(CInt.max)))
    }
}
