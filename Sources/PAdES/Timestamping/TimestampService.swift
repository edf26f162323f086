// Timestamps from RFC 3161 servers over HTTP.
//
// Called for each signature from level B-T on, and for document timestamps; from tasks that may block. Trusts no
// server: imprint, nonce, policy, status, signature, purpose and path of each reply are checked. Promises a timestamp
// that a trusted server gave over the digest asked for, or a fault that names what each server did; servers are asked
// in their order, no faster than agreed, again after a pause where that may help, and left in peace for a while when
// all of them failed.

import FoundationEssentials
import SwiftASN1
import Synchronization

package final class TimestampService: Sendable {
    package struct Settings: Sendable {
        /// In the order in which they are asked; at least one.
        package let servers: [String]
        /// The policy to ask for: an object identifier.
        package let policy: ASN1ObjectIdentifier?
        /// For one exchange.
        package let limit: Duration
        /// To one server.
        package let requestsPerSecond: Int

        /// - Parameter policy: dotted numbers.
        /// - Returns: `nil` when that is no object identifier.
        package init?(servers: [String], policy: String?, limit: Duration, requestsPerSecond: Int) {
            self.servers = servers
            // The caller says what was expected.
            self.policy = policy.flatMap { try? ASN1ObjectIdentifier(dotRepresentation: $0) }
            guard policy == nil || self.policy != nil else { return nil }
            self.limit = limit
            self.requestsPerSecond = requestsPerSecond
        }
    }

    private static let rounds = 3
    /// Before the second round; doubled before the third.
    private static let pause: Duration = .milliseconds(500)
    /// Octets of a reply.
    private static let largestReply = 1 << 20
    /// How long a success lets us believe that the next request will succeed, too.
    private static let confidence: Duration = .seconds(60)
    /// Octets of CMS that are kept free for a token at least.
    private static let smallestRoom = 6144
    private static let service = "timestamp"

    private struct Experience {
        var lastSuccess: ContinuousClock.Instant?
        var largestToken = 0
    }

    package let settings: Settings
    private let anchors: TrustAnchors
    private let caller: ServiceCaller
    private let outage = OutageMemory<TimestampFault>()
    private let experience = Mutex(Experience())

    package init(_ settings: Settings, anchors: TrustAnchors, transport: any ServiceTransport) {
        self.settings = settings
        self.anchors = anchors
        caller = ServiceCaller(
            transport: transport,
            pacer: ServicePacer(requestsPerSecond: settings.requestsPerSecond),
            limit: settings.limit
        )
    }

    /// Makes sure that a timestamp is to be had, before anything that cannot be taken back: asks for one over nothing
    /// unless one was given within the last minute. Blocking.
    ///
    /// - Returns: octets to keep free for a token.
    /// - Throws: ``TimestampFault``, `CancellationError`.
    package func reserve(at time: Date) async throws -> Int {
        let (last, _) = experience.withLock { ($0.lastSuccess, $0.largestToken) }
        if last.map({ ContinuousClock.now - $0 > Self.confidence }) ?? true {
            _ = try await token(sha256: [UInt8](repeating: 0, count: DigestAlgorithm.sha256.byteCount), at: time)
        } else {
            try outage.check(Self.service)
        }
        let largest = experience.withLock { $0.largestToken }
        return max(Self.smallestRoom, largest + largest / 2)
    }

    /// A timestamp over a digest. Blocking.
    ///
    /// - Parameters:
    ///   - digest: SHA-256.
    ///   - time: when the server's certificate must be valid: now.
    /// - Throws: ``TimestampFault``, ``SigningFault``, `CancellationError`.
    package func token(sha256 digest: [UInt8], at time: Date) async throws -> TimestampToken {
        try outage.check(Self.service)
        var failures: [ServiceFailure] = []
        let start = ContinuousClock.now
        // Servers that hang, rather than refuse, do not get all the rounds.
        let end = start + settings.limit
        for round in 0..<Self.rounds where round == 0 || ContinuousClock.now < end {
            if round > 0 { try await Task.sleep(for: Self.pause * (1 << (round - 1))) }
            failures = []
            for server in settings.servers {
                do {
                    return remember(try await ask(server, sha256: digest, at: time.passing(since: start)))
                } catch let failure as ServiceFailure {
                    failures.append(failure)
                }
            }
            guard failures.contains(where: \.mayPass) else { break }
        }
        let fault = TimestampFault.unavailable(failures)
        outage.failed(Self.service, fault)
        throw fault
    }

    /// Asks one server once. Blocking.
    ///
    /// - Throws: ``ServiceFailure``, ``SigningFault``, `CancellationError`.
    package func ask(_ server: String, sha256 digest: [UInt8], at time: Date) async throws -> TimestampToken {
        let query = try TimestampQuery(sha256: digest, policy: settings.policy)
        let start = ContinuousClock.now
        let reply = try await caller.call(
            server, .post(query.der, type: "application/timestamp-query"), largestAnswer: Self.largestReply)
        do throws(TimestampProblem) {
            return try query.token(in: reply, anchors: anchors, at: time.passing(since: start))
        } catch {
            throw ServiceFailure(server, error.wording, mayPass: false)
        }
    }

    /// What the servers' certificates lead to, and what may stand in their paths.
    package var authorities: [Certificate] { anchors.certificates }

    private func remember(_ token: TimestampToken) -> TimestampToken {
        outage.succeeded(Self.service)
        experience.withLock { experience in
            experience.lastSuccess = .now
            experience.largestToken = max(experience.largestToken, token.der.count)
        }
        return token
    }
}

extension Date {
    /// What time it is now, if this was the time at the start: rounds, rests and slow servers take their time.
    fileprivate func passing(since start: ContinuousClock.Instant) -> Date {
        addingTimeInterval((ContinuousClock.now - start) / .seconds(1))
    }
}
