// Anchors: what the chain says is signed with the seal and laid down outside of the ledger.
//
// Called by `audit --anchor`, once a day by the daemon and by `run --once`, and when a book is closed. Trusts the
// ledger of this process. Promises: an anchor is whole or none; none is ever overwritten; a timestamp server that is
// down keeps nobody from anchoring. Limit: who can write ledger and folder can cut both; a folder on another machine,
// or a timestamp, is what that cannot reach.

import Certification
import Faults
import Foundation
import Hashing
import Ledger
import Logging
import PAdES
import Spool
import Synchronization

extension Office {
    /// What the turns of the office itself are for.
    enum Affair: Hashable, Sendable { case anchor, backup, numbering }

    /// Lays down an anchor, unless the newest one says all there is to say.
    ///
    /// - Throws: ``AnchorFault``, ``KeyFault``, ``SpoolFault``, ``LedgerFault``.
    func layAnchor(actor: String) async throws -> AnchorDocument {
        try await affairs.exclusively(.anchor) { try await layAnchorUnlessCurrent(actor: actor) }
    }

    private func layAnchorUnlessCurrent(actor: String) async throws -> AnchorDocument {
        let folder = AnchorFolder(configuration)
        let names = try folder.names()
        let last = try await ledger.lastAnchor()
        if let last, last.isCurrent, let name = names.first(where: { $0.ordinal == last.ordinal }) {
            return AnchorDocument(try folder.read(name).statement, path: folder.describe(name), isNew: false)
        }
        let previous = try names.last.map { try folder.read($0).digest }
        let ordinal = max(names.last?.ordinal ?? 0, last?.ordinal ?? 0) + 1
        return try await layAnchor(ordinal, after: previous, in: folder, actor: actor)
    }

    private func layAnchor(
        _ ordinal: Int,
        after previous: Digest?,
        in folder: AnchorFolder,
        actor: String
    ) async throws -> AnchorDocument {
        let head = try await ledger.chainHead()
        guard let hash = head.hash else { throw AnchorFault.nothingToAnchor }
        let now = clock.now()
        let statement = AnchorStatement(
            configuration: configuration,
            ordinal: ordinal,
            events: head.count,
            head: hash,
            at: clock.text(now),
            previous: previous,
            // Numbers given since the head was read make the anchor more careful, not wrong.
            register: try await ledger.positions()
        )
        let name = AnchorName(events: head.count, ordinal: ordinal)
        let bytes = try statement.bytes()
        let signature = try sealed(bytes, at: now)
        let timestamp = await timestamp(over: signature.der)
        try folder.write(name, statement: bytes, signature: signature.der, timestamp: timestamp)
        try await ledger.recordAnchor(ordinal, of: head, Occasion(at: clock.now(), actor: actor))
        logger.info("chain is anchored", metadata: ["events": "\(head.count)", "ordinal": "\(ordinal)"])
        return AnchorDocument(statement, path: folder.describe(name), isNew: true)
    }

    /// Signs a statement of the office with the seal's key.
    func sealed(_ statement: [UInt8], at moment: Moment) throws -> StatementSignature {
        let identity = try keyring.sealIdentity()
        return try StatementSignature.make(
            over: statement, with: identity.key, algorithm: identity.algorithm, at: moment.date)
    }

    /// - Returns: `nil` without a server, and when none answers: that is logged, and waits for nobody.
    func timestamp(over signature: [UInt8]) async -> [UInt8]? {
        guard let service = services.anchorTimestamps else { return nil }
        do {
            let digest = try SHA256.digest(of: signature)
            return try await service.token(sha256: digest.bytes, at: clock.now().date).der
        } catch {
            logger.warning("statement gets no timestamp", metadata: ["error": "\(Loggable(error))"])
            return nil
        }
    }

    /// An office whose ledger is not the one that was anchored does not open.
    ///
    /// - Throws: ``AnchorFault/ledgerOlder(anchor:confirmed:found:)``, ``AnchorFault/chainDiffers(anchor:events:)``.
    func requireAnchoredChain() async throws {
        let signers = try StatementSigners(configuration, seal: keyring.sealCertificate, roots: keyring.roots)
        let check = AnchorCheck(folder: AnchorFolder(configuration), ledger: ledger, signers: signers)
        for doubt in try await check.requireAgreement() {
            logger.error("anchor says nothing", metadata: ["fault": "\(doubt.code)"])
        }
    }

    // MARK: Daily

    /// Anchors what happened up to yesterday, once a day. What fails is logged, shown by `doctor`, and tried again.
    func anchorDaily() async throws {
        guard anchoring.isDue else { return }
        do {
            let head = try await ledger.chainHead()
            guard head.count > 0, try await isAnchorDue() else { return }
            _ = try await layAnchor(actor: Actor.daily)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            anchoring.failed()
            logger.error("chain cannot be anchored", metadata: ["error": "\(Loggable(error))"])
        }
    }

    /// Whether the last anchor, or without any the first event, is of another day, and something happened since.
    private func isAnchorDue() async throws -> Bool {
        let today = clock.local(clock.now()).date
        guard let last = try await ledger.lastAnchor() else {
            return try await ledger.firstEvent().map { clock.local($0).date < today } ?? false
        }
        return !last.isCurrent && clock.local(last.at).date < today
    }
}

/// When the daily anchor may be tried again after a failure.
final class AnchorSchedule: Sendable {
    private static let pause: Duration = .seconds(600)
    private let retryAt = Mutex<ContinuousClock.Instant?>(nil)

    var isDue: Bool { retryAt.withLock { $0.map { $0 <= .now } ?? true } }

    func failed() { retryAt.withLock { $0 = .now + Self.pause } }
}
