// The ledger: the one truth about dossiers, numbers, events and deliveries; files follow it.
//
// Called by the pipeline's stages and by the commands. One process opens it for writing at a time, which the
// workspace lock guarantees, and there is one writing connection in it; every other connection only reads (SQLite
// before 3.51.3 has a race between two connections that write or checkpoint).
// Trusts its callers to have checked files and certificates before they ask for a number.
// Promises that what a method returned survives a power cut, and that each method happens wholly or not at all.

import Faults
import GRDB
import Glibc
import Synchronization

/// The database of one workspace. Every method either happens wholly and durably, or throws and changes nothing. All are
/// blocking.
package final class Ledger: Sendable {
    private let database: any DatabaseWriter
    private let group: GroupCommit
    /// Steps whose end is noted soon: for whoever asks, they have ended.
    let ending = Mutex<Set<Int64>>([])

    package enum Access: Sendable {
        case readWrite
        /// For commands beside a running daemon. The ledger must exist.
        case readOnly
    }

    /// Opens the ledger, and with write access creates it or brings its schema up to date. Blocking.
    ///
    /// - Throws: ``LedgerFault/notDurable(path:setting:)`` when SQLite does not accept a write-ahead log that is synced
    ///   at each commit; nothing is written then.
    package static func open(path: String, access: Access) throws(LedgerFault) -> Ledger {
        do {
            var configuration = Configuration()
            configuration.readonly = access == .readOnly
            configuration.busyMode = .timeout(5)
            configuration.label = "ledger"
            let database = try DatabasePool(path: path, configuration: configuration)
            let hasBeenSuperseded = try database.read { try Schema.migrator.hasBeenSuperseded($0) }
            guard !hasBeenSuperseded else { throw LedgerFault.newerSchema(path: path) }
            if access == .readWrite {
                try database.makeDurable(path: path)
                try keepPrivate(path: path)
                try Schema.migrator.migrate(database)
                // Who has read already knows the tables as they were: its next statement would mix up the columns.
                database.invalidateReadOnlyConnections()
            }
            return Ledger(database)
        } catch let fault as LedgerFault {
            throw fault
        } catch {
            throw .cannotOpen(path: path, reason: LedgerFault.reason(of: error))
        }
    }

    /// A ledger of nothing, in memory: what there is to read before an office opens for the first time.
    package static func empty() throws(LedgerFault) -> Ledger {
        do {
            let database = try DatabaseQueue()
            try Schema.migrator.migrate(database)
            return Ledger(database)
        } catch {
            throw LedgerFault(error)
        }
    }

    /// Names, numbers and addresses of people: nobody else reads them, whatever becomes of the folder.
    private static func keepPrivate(path: String) throws(LedgerFault) {
        for file in [path, path + "-wal", path + "-shm"] where chmod(file, 0o600) != 0 && errno != ENOENT {
            throw .cannotOpen(path: file, reason: String(cString: strerror(errno)))
        }
    }

    private init(_ database: any DatabaseWriter) {
        self.database = database
        group = GroupCommit(database)
    }

    /// How often changes were waited for to be on the medium.
    package var syncCount: Int { group.count }

    /// Waits for what is under way and closes all connections. Blocking.
    package func close() throws(LedgerFault) {
        group.finish()
        do { try database.close() } catch { throw LedgerFault(error) }
    }

    func backup(to copy: DatabaseQueue) throws {
        group.finish()
        try database.backup(to: copy)
    }

    /// Brings the write-ahead log into the database and cuts it off, so that it holds nothing of what was before.
    /// Blocking.
    ///
    /// - Throws: when somebody goes on reading what was before for longer than the connection's patience.
    package func emptyLog() throws(LedgerFault) {
        do {
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch {
            throw LedgerFault(error)
        }
    }

    /// One durable transaction that takes the write lock at its beginning; others may share its wait for the medium.
    /// Blocking.
    ///
    /// - Parameter patience: not `none`, for which there is ``writeSoon(_:then:)``.
    func write<Value: Sendable>(
        _ patience: GroupCommit.Request.Patience = .durable,
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerFault) -> Value {
        let outcome = Outcome<Value>()
        let failure = await withCheckedContinuation { continuation in
            group.add(
                GroupCommit.Request(
                    patience: patience,
                    work: { database in
                        let value = try work(database)
                        outcome.value.withLock { $0 = value }
                    },
                    answer: { continuation.resume(returning: $0) }
                )
            )
        }
        if let failure { throw LedgerFault(failure) }
        guard let value = outcome.value.withLock({ $0 }) else {
            throw LedgerFault.cannotWrite(reason: "a transaction without result")
        }
        return value
    }

    /// A change that nobody waits for; it goes with the next.
    func writeSoon(_ work: @escaping @Sendable (Database) throws -> Void, then end: @escaping @Sendable () -> Void) {
        group.add(GroupCommit.Request(patience: .none, work: work, answer: { _ in end() }))
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// One snapshot. Blocking: read on the caller's thread, because two changes of threads take longer than most reads.
    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerFault) -> Value {
        do { return try readHere(work) } catch { throw LedgerFault(error) }
    }

    private func readHere<Value>(_ work: (Database) throws -> Value) throws -> Value { try database.read(work) }

    /// One statement, which is a snapshot by itself, or several of which each may be newer than the one before. Blocking, as
    /// ``read(_:)``.
    func look<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(LedgerFault) -> Value {
        do { return try lookHere(work) } catch { throw LedgerFault(error) }
    }

    private func lookHere<Value>(_ work: (Database) throws -> Value) throws -> Value { try database.unsafeRead(work) }
}

extension DatabasePool {
    /// Of the writing connection, in KiB.
    private static let cacheSize = 8192
    /// After which the log is brought into the database, of 4 KiB.
    private static let pagesOfLog = 4096

    /// GRDB sets `synchronous = NORMAL` on the writer after its own preparation: then a power cut may lose committed
    /// transactions. Set FULL afterwards, and believe only what SQLite says it has.
    fileprivate func makeDurable(path: String) throws {
        try writeWithoutTransaction { database in
            // What is removed is overwritten, not only given back: somebody may have asked to be forgotten.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            // Pages that many changes in a row touch are read once, and copied from the log once.
            try database.execute(sql: "PRAGMA cache_size = -\(Self.cacheSize)")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.pagesOfLog)")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
                throw LedgerFault.notDurable(path: path, setting: "synchronous")
            }
            guard try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
                throw LedgerFault.notDurable(path: path, setting: "journal_mode")
            }
            guard try Int.fetchOne(database, sql: "PRAGMA secure_delete") == 1 else {
                throw LedgerFault.notDurable(path: path, setting: "secure_delete")
            }
        }
    }
}
