// Group commit: writes that wait at the same time become durable together, by one transaction and one sync of the log.
//
// Called by every method of the ledger that writes. Promises: each write is told to be done only after the sync that
// covers it; one that throws changes nothing and hinders no other; they happen in the order in which they were asked for.
// A failure of the transaction itself, a full disk for example, is every write's failure, and none has happened.

import GRDB
import Synchronization

final class GroupCommit: Sendable {
    /// One write, and whoever waits for it.
    private struct Write: Sendable {
        /// Does the work; returns how to tell of it, once it is known whether the transaction holds.
        let perform: @Sendable (Database, _ isAlone: Bool) throws -> Telling
        let fail: @Sendable (any Error) -> Void
    }

    private typealias Telling = @Sendable () -> Void

    /// More would keep the first one waiting for long.
    private static let most = 64

    private let database: any DatabaseWriter
    private let waiting = Mutex<[Write]>([])

    init(_ database: any DatabaseWriter) {
        self.database = database
    }

    func write<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            let write = Write(
                perform: { database, isAlone in
                    let result = try Self.result(of: work, in: database, isAlone: isAlone)
                    return { continuation.resume(with: result) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            waiting.withLock { $0.append(write) }
            // One look for each write; the first takes what has come by then, and the others may find nothing.
            database.asyncWriteWithoutTransaction { self.commitWhatWaits(in: $0) }
        }
    }

    /// - Throws: when the transaction is lost; what the work itself throws is its result.
    private static func result<Value>(
        of work: (Database) throws -> Value,
        in database: Database,
        isAlone: Bool
    ) throws -> Result<Value, any Error> {
        // Alone, its error ends the transaction, which has nothing else in it.
        if isAlone { return .success(try work(database)) }
        var result: Result<Value, any Error>?
        do {
            try database.inSavepoint {
                result = .success(try work(database))
                return .commit
            }
        } catch {
            // SQLite itself rolls everything back where the disk is full or cannot be read.
            guard database.isInsideTransaction else { throw error }
            result = .failure(error)
        }
        guard let result else { throw LedgerFault.ruleBroken(reason: "a write without result") }
        return result
    }

    private func commitWhatWaits(in database: Database) {
        let writes = waiting.withLock { waiting in
            let first = Array(waiting.prefix(Self.most))
            waiting.removeFirst(first.count)
            return first
        }
        guard !writes.isEmpty else { return }
        do {
            for tell in try Self.commit(writes, in: database) { tell() }
        } catch let error as DatabaseError where writes.count > 1 && error.resultCode == .SQLITE_CONSTRAINT {
            // A rule that is looked at only at the end: nobody knows whose it was until each is tried alone.
            for write in writes { Self.commitAlone(write, in: database) }
        } catch {
            for write in writes { write.fail(error) }
        }
    }

    private static func commitAlone(_ write: Write, in database: Database) {
        do {
            for tell in try commit([write], in: database) { tell() }
        } catch {
            write.fail(error)
        }
    }

    private static func commit(_ writes: [Write], in database: Database) throws -> [Telling] {
        var tellings: [Telling] = []
        try database.inTransaction(.immediate) {
            tellings = try writes.map { try $0.perform(database, writes.count == 1) }
            return .commit
        }
        return tellings
    }
}
