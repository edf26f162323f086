import Faults
import Foundation
import Spool
import TestSupport
import Testing

@Suite struct WorkspaceLockTests {
    @Test func theSecondHolderIsToldWhoTheFirstIs() async throws {
        let root = try TemporaryDirectory()
        let state = try Directory.open(path: root.path)
        let output = try TemporaryDirectory()
        let said = try output.write([], to: "said")
        let probe = try ProbeProcess.start(["lock", root.path], output: said)
        defer { kill(probe.processIdentifier, SIGKILL) }
        #expect(try await eventually { try String(contentsOfFile: said, encoding: .utf8) == "locked\n" })

        let fault = try #require(throws: SpoolFault.self) {
            _ = try WorkspaceLock.acquire(in: state, as: LockHolder(program: "test"), timeout: .milliseconds(50))
        }
        guard case .workspaceLocked(_, let holder?) = fault else {
            Issue.record("unexpected: \(fault)")
            return
        }
        #expect(holder.processID == probe.processIdentifier)
        #expect(holder.program == "probe")
        #expect(fault.exitCode == .temporary)
        #expect(fault.message.vietnamese.contains("\(probe.processIdentifier)"))

        // However the holder dies, the lock is free.
        kill(probe.processIdentifier, SIGKILL)
        let lock = try WorkspaceLock.acquire(in: state, as: LockHolder(program: "test"), timeout: .seconds(30))
        #expect(try WorkspaceLock.holder(in: state)?.processID == getpid())
        // flock(1) is the judge of what the kernel thinks.
        #expect(try Tool.run("flock", ["--nonblock", root.file("lock"), "true"]).status == 1)
        withExtendedLifetime(lock) {}
    }

    @Test func lettingGoFreesTheLock() throws {
        let root = try TemporaryDirectory()
        let state = try Directory.open(path: root.path)
        do {
            let lock = try WorkspaceLock.acquire(in: state, as: LockHolder(program: "test"))
            withExtendedLifetime(lock) {}
        }
        #expect(try Tool.run("flock", ["--nonblock", root.file("lock"), "true"]).status == 0)
    }

    @Test func aCommandIsWaitedForADaemonIsNot() async throws {
        let root = try TemporaryDirectory()
        let state = try Directory.open(path: root.path)
        let wait: @Sendable (String) async throws -> WorkspaceLock = { holder in
            // flock(1) holds the lock for a while, and the lock file says for whom.
            _ = try root.write(Array("pid 1\nstarted 1\nprogram \(holder)\n".utf8), to: "lock")
            let held = Process()
            held.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            held.arguments = ["flock", root.file("lock"), "-c", "echo; sleep 3"]
            let said = Pipe()
            held.standardOutput = said
            try held.run()
            defer { held.waitUntilExit() }
            _ = said.fileHandleForReading.readData(ofLength: 1)
            return try WorkspaceLock.acquire(in: state, as: LockHolder(program: "test"), timeout: .seconds(60))
        }
        _ = try await wait("command")
        await #expect(throws: SpoolFault.self) { _ = try await wait("run") }
    }

    @Test func wordsLeftByOthersAreNoObstacle() throws {
        let root = try TemporaryDirectory()
        let state = try Directory.open(path: root.path)
        _ = try root.write(Array("what?\u{0}\npid x\n".utf8), to: "lock")
        #expect(try WorkspaceLock.holder(in: state) == nil)
        let lock = try WorkspaceLock.acquire(in: state, as: LockHolder(program: "a\nb"))
        #expect(try WorkspaceLock.holder(in: state)?.program == "a b")
        withExtendedLifetime(lock) {}
    }
}
