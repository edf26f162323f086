import CSystemCalls
import Dispatch
import Glibc
import Synchronization

// The daemon's ear: commands run beside it hand their request over here.
//
// Called by the daemon, which holds the workspace lock; clients are `ControlClient`s of other processes.
// Trusts the kernel about who the peer is; nothing that the peer sends or leaves unsent.
// Promises: a client that says nothing, too much or goes away costs one thread for a few seconds and nobody else
// anything; every request that arrived whole is handed over exactly once, and answered before the server has stopped. A
// process that may open nothing more still hears one client at a time.
// Limit: 16 requests are being read at a time; more wait in the queue of the socket. A request that is being worked on
// occupies no thread.

/// Who sent a request.
package struct ControlPeer: Hashable, Sendable {
    package let processID: Int32
    package let userID: UInt32
    package let groupID: UInt32
}

/// What a client asks. The bytes are the Pipeline's own business.
package struct ControlRequest: Sendable {
    package let bytes: [UInt8]
    package let peer: ControlPeer
}

/// The listening end of `.state/control.sock` (mode 0600).
package final class ControlServer: Sendable {
    package static let maximumRequestSize = 1 << 24
    package static let maximumReplySize = 1 << 28
    static let socketName: FileName = "control.sock"
    private static let patience: Duration = .seconds(5)
    private static let maximumConversations = 16

    /// Only the holder of the lock may replace the socket that a dead daemon left.
    private let lock: WorkspaceLock
    private let state: Directory
    private let listener: Descriptor
    private let executor: any TaskExecutor
    private let handler: @Sendable (ControlRequest) async -> [UInt8]
    private let free = DispatchSemaphore(value: maximumConversations)
    /// Conversations from their acceptance to the end of the answer.
    private let ongoing = DispatchGroup()
    private let isStopped = Mutex(false)
    private let thread = Mutex<BlockingThread?>(nil)

    /// Listens, and answers each request with the handler's bytes. Blocking only for the set-up.
    ///
    /// - Parameters:
    ///   - state: the folder ``SpoolFolder/state``.
    ///   - lock: proof that there is no other server.
    ///   - executor: where the handler runs; one whose threads others do not block.
    package static func start(
        in state: Directory,
        holding lock: WorkspaceLock,
        on executor: any TaskExecutor,
        handler: @escaping @Sendable (ControlRequest) async -> [UInt8]
    ) throws(SpoolFault) -> ControlServer {
        if try state.status(of: socketName)?.kind == .socket { try state.remove(socketName) }
        let server = ControlServer(
            listener: try ControlSocket.listen(on: socketName, in: state),
            state: state,
            lock: lock,
            executor: executor,
            handler: handler
        )
        let thread = try BlockingThread("control socket") { server.acceptUntilStopped() }
        server.thread.withLock { $0 = thread }
        return server
    }

    private init(
        listener: consuming Descriptor,
        state: Directory,
        lock: WorkspaceLock,
        executor: any TaskExecutor,
        handler: @escaping @Sendable (ControlRequest) async -> [UInt8]
    ) {
        self.listener = listener
        self.state = state
        self.lock = lock
        self.executor = executor
        self.handler = handler
    }

    /// Stops listening, lets requests that arrived end and be answered, and removes the socket. Blocking, up to the
    /// patience.
    ///
    /// - Returns: `false` when requests are still being worked on.
    @discardableResult
    package func stop(patience: Duration = .seconds(60)) throws(SpoolFault) -> Bool {
        isStopped.withLock { $0 = true }
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        guard let running else { return true }
        running.join()
        let (seconds, attoseconds) = patience.components
        let limit = DispatchTime.now() + .seconds(Int(seconds)) + .nanoseconds(Int(attoseconds / 1_000_000_000))
        let isDone = ongoing.wait(timeout: limit) == .success
        try state.remove(Self.socketName)
        return isDone
    }

    private func acceptUntilStopped() {
        // Given up for a client where the process may open nothing more: who asks what is wrong must be told.
        var spare: Int32 = -1
        defer { close(spare) }
        while !isStopped.withLock(\.self) {
            if spare < 0 { spare = open("/dev/null", O_RDONLY | O_CLOEXEC) }
            var descriptor = pollfd(fd: listener.number, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, 100) > 0 else { continue }
            // In turn with the stop flag: a server that is full must still be able to stop.
            guard free.wait(timeout: .now() + .milliseconds(100)) == .success else { continue }
            var accepted = csys_accept(listener.number)
            if accepted < 0, errno == EMFILE || errno == ENFILE {
                close(spare)
                spare = -1
                accepted = csys_accept(listener.number)
            }
            guard accepted >= 0 else {
                // No descriptors left, or the client went away: in either case there is nobody to tell. Poll would
                // call again at once for the same client, so the next look waits for a moment.
                free.signal()
                _ = poll(nil, 0, 10)
                continue
            }
            let connection = ControlConnection(
                adopting: Descriptor(adopting: accepted),
                path: state.describe(Self.socketName)
            )
            ongoing.enter()
            converse { [self] in
                hear(connection)
                free.signal()
            } orElse: { [self] in
                ongoing.leave()
                free.signal()
            }
        }
    }

    private func hear(_ connection: ControlConnection) {
        guard let peer = try? connection.peer(),
            // A client that does not say what it wants gets no answer.
            let bytes = try? connection.receive(
                limit: Self.maximumRequestSize,
                until: .now + Self.patience
            )
        else { return ongoing.leave() }
        Task(executorPreference: executor) { [self] in
            let reply = await handler(ControlRequest(bytes: bytes, peer: peer))
            converse { [self] in
                // A client that is gone will ask again, or look with `show`: what it asked for is done.
                try? connection.send(reply, until: .now + Self.patience)
                ongoing.leave()
            } orElse: { [self] in
                ongoing.leave()
            }
        }
    }

    /// - Parameter orElse: called instead when no thread is to be had: the connection closes, its client reports it.
    private func converse(_ body: @escaping @Sendable () -> Void, orElse: () -> Void) {
        do {
            try BlockingThread("control conversation", body).detach()
        } catch {
            orElse()
        }
    }
}
