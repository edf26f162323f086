import Dispatch
import GRDB
import Synchronization

/// One wait for the medium, shared by all who wait for it: changes that are asked for while others are being written go
/// into the next transaction together.
///
/// Called by ``Ledger`` for every change. Promises that a request is answered when its patience says so, that one which
/// fails changes nothing and hinders no other, and that requests are carried out in the order in which they came. A
/// request may be carried out twice, the first time without effect: when one of those that share a transaction fails,
/// they begin anew, each within a savepoint of its own; when the transaction could not be committed, each is tried by
/// itself.
final class GroupCommit: Sendable {
    struct Request: Sendable {
        /// What whoever asked waits for.
        enum Patience {
            /// What was changed is on the medium.
            case durable
            /// It is made: on the medium before anything that is asked for later.
            case made
            /// Nobody waits: it goes with what comes next, and if nothing comes, after ``GroupCommit/longestDelay``.
            case none
        }

        let patience: Patience
        let work: @Sendable (Database) throws -> Void
        /// Called once: with what it failed of, or nil.
        let answer: @Sendable ((any Error)?) -> Void
    }

    private struct Queue {
        var waiting: [Request] = []
        var isBeingServed = false
        /// Whether what nobody waits for is looked after later.
        var isTimed = false

        var isAwaited: Bool { waiting.contains { $0.patience != .none } }

        /// - Returns: whether somebody must see to it that what nobody waits for is looked after.
        mutating func mustTime() -> Bool {
            guard !isBeingServed, !isTimed, !waiting.isEmpty else { return false }
            isTimed = true
            return true
        }
    }

    /// As many as wait for the office's threads and its visitors; more wait for the next.
    private static let most = 64
    private static let longestDelay: DispatchTimeInterval = .milliseconds(50)

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
        let (mustServe, mustTime) = queue.withLock { queue in
            queue.waiting.append(request)
            guard request.patience != .none else { return (false, queue.mustTime()) }
            defer { queue.isBeingServed = true }
            return (!queue.isBeingServed, false)
        }
        if mustTime { serveLater() }
        guard mustServe else { return }
        let isLeft = database.writeWithoutTransaction { database in
            commit(next(), database)
            return !rest()
        }
        if isLeft { database.asyncWriteWithoutTransaction { database in self.serve(database) } }
    }

    /// Carries out what nobody waits for, too. Blocking.
    func finish() {
        database.writeWithoutTransaction { serve($0, evenIfNobodyWaits: true) }
    }

    private func serveLater() {
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.longestDelay) { [weak self] in self?.serveLate() }
    }

    private func serveLate() {
        let mustServe = queue.withLock { queue in
            queue.isTimed = false
            guard !queue.isBeingServed, !queue.waiting.isEmpty else { return false }
            queue.isBeingServed = true
            return true
        }
        if mustServe { database.asyncWriteWithoutTransaction { self.serve($0, evenIfNobodyWaits: true) } }
    }

    private func serve(_ database: Database, evenIfNobodyWaits: Bool = false) {
        repeat {
            while case let requests = next(evenIfNobodyWaits: evenIfNobodyWaits), !requests.isEmpty {
                commit(requests, database)
            }
        } while !rest()
    }

    /// - Returns: nothing when nobody waits.
    private func next(evenIfNobodyWaits: Bool = false) -> [Request] {
        queue.withLock { queue in
            guard evenIfNobodyWaits || queue.isAwaited else { return [] }
            let requests = Array(queue.waiting.prefix(Self.most))
            queue.waiting.removeFirst(requests.count)
            return requests
        }
    }

    /// Ends serving, unless somebody has come meanwhile: whoever comes next has itself served.
    private func rest() -> Bool {
        let (isResting, mustTime) = queue.withLock { queue in
            guard !queue.isAwaited else { return (false, false) }
            queue.isBeingServed = false
            return (true, queue.mustTime())
        }
        if mustTime { serveLater() }
        return isResting
    }

    // MARK: Transactions

    private func commit(_ requests: [Request], _ database: Database) {
        guard !requests.isEmpty else { return }
        commits.add(1, ordering: .relaxed)
        guard let shared = inOneGo(requests, database) else { return }
        guard requests.count > 1 else { return requests[0].answer(unlessAnswered: shared.answered > 0, shared.failure) }
        oneByOne(requests, answered: shared.answered, database)
    }

    /// What the usual case takes: nobody fails, and no savepoint is needed.
    ///
    /// - Returns: how it failed, with nothing changed, and how many have been answered all the same: their change is made
    ///   again, with the same result, because whatever came before them is.
    private func inOneGo(_ requests: [Request], _ database: Database) -> (failure: any Error, answered: Int)? {
        var made = 0
        do {
            try Self.inTransaction(database) {
                for request in requests {
                    try request.work(database)
                    made += 1
                    if request.patience == .made { request.answer(nil) }
                }
            }
        } catch {
            return (error, made)
        }
        for request in requests where request.patience != .made { request.answer(nil) }
        return nil
    }

    /// - Parameter answered: of how many requests those are answered that wait only until they are made.
    private func oneByOne(_ requests: [Request], answered: Int, _ database: Database) {
        var failures: [(any Error)?] = []
        let failure = Self.failure {
            try Self.inTransaction(database) {
                for request in requests { failures.append(try Self.attempt(request, in: database)) }
            }
        }
        for (index, request) in requests.enumerated() {
            let outcome =
                failure == nil
                ? failures[index] : Self.failure { try Self.inTransaction(database) { try request.work(database) } }
            request.answer(unlessAnswered: index < answered, outcome)
        }
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

extension GroupCommit.Request {
    /// - Parameter isMade: whether it was carried out once, when those who wait only for that went on.
    fileprivate func answer(unlessAnswered isMade: Bool, _ outcome: (any Error)?) {
        if !isMade || patience != .made { answer(outcome) }
    }
}
