import Foundation
import Spool
import Synchronization
import TestSupport
import Testing

@Suite struct ControlSocketTests {
    /// A state folder whose path is longer than a socket's name may be.
    private static func state(_ root: borrowing TemporaryDirectory) throws -> Directory {
        try Directory.make(path: root.file(String(repeating: "d", count: 120) + "/.state"), mode: 0o700)
    }

    /// On a thread of its own: the threads of the tests are the ones that the handler needs.
    private static func call(_ request: [UInt8], in state: Directory, timeout: Duration) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try ControlClient.call(request, in: state, timeout: timeout) }
                )
            }
        }
    }

    /// Stops a server that may be at work, likewise.
    private static func stop(_ server: ControlServer, patience: Duration = .seconds(60)) async throws -> Bool {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try server.stop(patience: patience) })
            }
        }
    }

    /// A judge that waits for an answer, likewise.
    private static func talk(_ state: Directory, _ hex: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Tool.run("python3", ["-c", client, state.path, hex]).output })
            }
        }
    }

    private static func lock(_ state: Directory) throws -> WorkspaceLock {
        try WorkspaceLock.acquire(in: state, as: LockHolder(program: "test"))
    }

    /// Speaks the frames from outside: length in four bytes, big-endian, then the bytes.
    private static let client = """
        import os, socket, struct, sys
        os.chdir(sys.argv[1])
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(30)
        s.connect("control.sock")
        data = bytes.fromhex(sys.argv[2])
        s.sendall(data)
        reply = b""
        try:
            while piece := s.recv(65536): reply += piece
        except ConnectionResetError:
            pass
        print(reply.hex())
        """

    @Test func aRequestIsAnsweredAndThePeerIsKnown() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { request in
            Array("\(request.peer.userID) ".utf8) + request.bytes
        }
        let large = [UInt8](repeating: 7, count: 900_000)
        let reply = try await Self.call(large, in: state, timeout: .seconds(240))
        #expect(reply == Array("\(getuid()) ".utf8) + large)
        #expect(try state.status(of: "control.sock")?.permissions == 0o600)

        let judged = try await Self.talk(state, "000000026869")
        let text = Array("\(getuid()) hi".utf8)
        let frame = [0, 0, 0, UInt8(text.count)] + text
        #expect(judged == frame.map { String(format: "%02x", $0) }.joined() + "\n")

        #expect(try await Self.stop(server))
        #expect(try state.status(of: "control.sock") == nil)
        await #expect(throws: SpoolFault.daemonAbsent(path: state.path)) {
            _ = try await Self.call([], in: state, timeout: .seconds(5))
        }
    }

    @Test func clientsThatSayNothingOrTooMuchDelayNobody() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { $0.bytes }
        let silent = Process()
        silent.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        silent.arguments = [
            "python3", "-c",
            """
            import os, socket, sys, time
            os.chdir(sys.argv[1])
            held = []
            for _ in range(8):
                s = socket.socket(socket.AF_UNIX); s.connect("control.sock"); s.send(b"\\0"); held.append(s)
            open("ready", "w").close()
            time.sleep(60)
            """, state.path,
        ]
        try silent.run()
        defer { kill(silent.processIdentifier, SIGKILL) }
        while try state.status(of: "ready") == nil { usleep(10_000) }
        #expect(try await Self.call([1, 2], in: state, timeout: .seconds(240)) == [1, 2])
        let tooMuch = try await Self.talk(state, "7fffffff00")
        #expect(tooMuch == "\n", "the conversation ends without a reply")
        #expect(try await Self.stop(server))
    }

    @Test func manyClientsAtOnce() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { request in
            await Task.yield()
            return request.bytes.reversed()
        }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number: UInt8 in 0..<60 {
                group.addTask {
                    try await Self.call([number, 0], in: state, timeout: .seconds(240)) == [0, number]
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(try await Self.stop(server))
    }

    @Test func theSocketOfADeadDaemonIsReplaced() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let bind = "import os,socket,sys; os.chdir(sys.argv[1]); socket.socket(socket.AF_UNIX).bind('control.sock')"
        #expect(try Tool.run("python3", ["-c", bind, state.path]).status == 0)
        await #expect(throws: SpoolFault.daemonAbsent(path: state.path)) {
            _ = try await Self.call([], in: state, timeout: .seconds(5))
        }
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { $0.bytes }
        #expect(try await Self.call([3], in: state, timeout: .seconds(240)) == [3])
        #expect(try await Self.stop(server))
    }

    @Test func aDaemonThatDoesNotAnswerIsGivenUp() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { request in
            // The task is over when the test's process is.
            try? await Task.sleep(for: .seconds(3))
            return request.bytes
        }
        let fault = await #expect(throws: SpoolFault.self) {
            _ = try await Self.call([1], in: state, timeout: .milliseconds(100))
        }
        #expect(fault?.code == "control-timed-out")
        #expect(try await Self.stop(server))
    }

    @Test func aStoppedServerAnswersWhatItWasAskedBefore() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let (end, mayEnd) = AsyncStream.makeStream(of: Void.self)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { request in
            isBegun.yield()
            // Work that is under way when the server is told to stop; cut short, there would be no answer.
            for await _ in end { break }
            return request.bytes
        }
        async let reply = Self.call([1], in: state, timeout: .seconds(240))
        for await _ in begun { break }
        #expect(try await !Self.stop(server, patience: .milliseconds(1)), "it says that somebody is still at work")
        mayEnd.yield()
        #expect(try await reply == [1])
    }

    @Test func stoppingWaitsForTheWorkToEnd() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let isDone = Mutex(false)
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { request in
            isBegun.yield()
            // Work that is under way when the server is told to stop.
            try? await Task.sleep(for: .milliseconds(300))
            isDone.withLock { $0 = true }
            return request.bytes
        }
        async let reply = Self.call([1], in: state, timeout: .seconds(240))
        for await _ in begun { break }
        #expect(try await Self.stop(server, patience: .seconds(240)))
        let wasDone = isDone.withLock { $0 }
        #expect(wasDone)
        #expect(try await reply == [1])
    }

    @Test func aRequestThatIsTooLongIsToldSo() async throws {
        let root = try TemporaryDirectory()
        let state = try Self.state(root)
        let server = try ControlServer.start(in: state, holding: try Self.lock(state), on: Handlers()) { $0.bytes }
        let limit = ControlServer.maximumRequestSize
        await #expect(throws: SpoolFault.requestTooLarge(limit: limit)) {
            _ = try await Self.call([UInt8](repeating: 0, count: limit + 1), in: state, timeout: .seconds(60))
        }
        #expect(try await Self.stop(server))
    }
}

/// Threads for the handlers alone: those of the pool may be busy with other tests for minutes.
private final class Handlers: TaskExecutor {
    private let queue = DispatchQueue(label: "handlers", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
