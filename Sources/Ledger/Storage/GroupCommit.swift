import GRDB
import Synchronization

/// One wait for the medium, shared by all who wait for it: transactions that are asked for while another is being
/// written go into the next one together, each within a savepoint of its own.
///
/// Called by ``Ledger`` for every change. Promises that a request is answered after what it changed is on the medium,
/// that one which fails changes nothing and hinders no other, and that requests are carried out in the order in which
/// they came. A request may be carried out twice, the first time without effect: when the transaction that it shared
/// could not be committed, each is tried by itself.
final class GroupCommit: Sendable {
    struct Request: Sendable {
        let work: @Sendable (Database) throws -> Void
        let answer: @Sendable ((any Error)?) -> Void
    }

    private struct Queue {
        var waiting: [Request] = []
        var isBeingServed = false
    }

    /// As many as wait for the office's threads and its visitors; more wait for the next.
    private static let most = 64

    private let database: any DatabaseWriter
    private let queue = Mutex(Queue())
    /// How often the medium was waited for.
    private let commits = Atomic(0)

    init(_ database: any DatabaseWriter) {
        self.database = database
    }

    var count: Int { commits.load(ordering: .relaxed) }

    /// Blocking when nobody else is being served: a thread's change is made on that thread, together with what others
    /// have asked for meanwhile. What comes later is not this thread's affair.
    func add(_ request: Request) {
        let mustServe = queue.withLock { queue in
            queue.waiting.append(request)
            defer { queue.isBeingServed = true }
            return !queue.isBeingServed
        }
        guard mustServe else { return }
        let isLeft = database.writeWithoutTransaction { database in
            commit(next(), database)
            return queue.withLock { queue in
                queue.isBeingServed = !queue.waiting.isEmpty
                return queue.isBeingServed
            }
        }
        if isLeft { database.asyncWriteWithoutTransaction { database in self.serve(database) } }
    }

    private func serve(_ database: Database) {
        while case let requests = next(), !requests.isEmpty { commit(requests, database) }
    }

    /// - Returns: nothing when nobody waits: whoever comes next has itself served.
    private func next() -> [Request] {
        queue.withLock { queue in
            let requests = Array(queue.waiting.prefix(Self.most))
            queue.waiting.removeFirst(requests.count)
            if requests.isEmpty { queue.isBeingServed = false }
            return requests
        }
    }

    private func commit(_ requests: [Request], _ database: Database) {
        commits.add(1, ordering: .relaxed)
        guard requests.count > 1 else {
            guard let request = requests.first else { return }
            return request.answer(Self.failure { try Self.inTransaction(database) { try request.work(database) } })
        }
        var failures: [(any Error)?] = []
        let failure = Self.failure {
            try Self.inTransaction(database) {
                for request in requests { failures.append(try Self.attempt(request, in: database)) }
            }
        }
        guard failure == nil else {
            for request in requests { commit([request], database) }
            return
        }
        for (request, failure) in zip(requests, failures) { request.answer(failure) }
    }

    /// - Returns: what this request alone failed of.
    /// - Throws: what took the whole transaction with it: a full disk, say.
    private static func attempt(_ request: Request, in database: Database) throws -> (any Error)? {
        do {
            try database.inSavepoint {
                try request.work(database)
                return .commit
            }
            return nil
        } catch {
            guard database.isInsideTransaction else { throw error }
            return error
        }
    }

    private static func inTransaction(_ database: Database, _ work: () throws -> Void) throws {
        try database.inTransaction(.immediate) {
            try work()
            return .commit
        }
    }

    private static func failure(_ work: () throws -> Void) -> (any Error)? {
        do {
            try work()
            return nil
        } catch {
            return error
        }
    }
}
