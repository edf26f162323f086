// Revocation: whether certificates still hold, as their issuers say, by OCSP or else by CRL.
//
// Called before signing and for the validation data of a sealed copy, from level B-LT on, and by `seals check`; from
// tasks that may block. Trusts no server and no cache: each answer is checked against the certificate's issuer. Promises
// current evidence, or a fault; asks the network only when no kept answer is in force.

import Faults
import FoundationEssentials
import Hashing

package final class RevocationService: Sendable {
    package struct Settings: Sendable {
        /// For one exchange.
        package let limit: Duration
        /// To one server.
        package let requestsPerSecond: Int

        package init(limit: Duration, requestsPerSecond: Int) {
            self.limit = limit
            self.requestsPerSecond = requestsPerSecond
        }
    }

    private static let rounds = 2
    private static let pause: Duration = .milliseconds(500)
    /// Octets of an answer: CRLs of large providers have millions of entries, and are not for us.
    private static let largestAnswer = 32 << 20

    private let caller: ServiceCaller
    private let cache: any RevocationCache
    private let outages = OutageMemory<RevocationFault>()

    package init(_ settings: Settings, transport: any ServiceTransport, cache: any RevocationCache) {
        caller = ServiceCaller(
            transport: transport,
            pacer: ServicePacer(requestsPerSecond: settings.requestsPerSecond),
            limit: settings.limit
        )
        self.cache = cache
    }

    /// Evidence for every certificate of a path but its anchor, and for responders that need it. Blocking.
    ///
    /// - Parameter path: each certificate before its issuer; the last one is trusted for other reasons.
    /// - Throws: ``RevocationFault``, `CancellationError`.
    package func evidence(for path: [Certificate], at time: Date) async throws -> [RevocationEvidence] {
        var all: [RevocationEvidence] = []
        for (certificate, issuer) in zip(path, path.dropFirst()) {
            let evidence = try await good(certificate, issuedBy: issuer, at: time)
            all.append(evidence)
            if let responder = evidence.responder, !responder.needsNoRevocationCheck {
                all.append(try await good(responder, issuedBy: issuer, at: time))
            }
        }
        return all
    }

    /// - Throws: ``RevocationFault/pathIncomplete(certificate:)`` for a path that ends neither with a root nor with an
    ///   anchor: there is nobody to ask about its last certificate.
    package static func checkComplete(_ path: [Certificate], anchors: [Certificate]) throws(RevocationFault) {
        guard let last = path.last, last.subject != last.issuer, !anchors.contains(last) else { return }
        throw .pathIncomplete(certificate: last.subject.display)
    }

    private func good(
        _ certificate: Certificate,
        issuedBy issuer: Certificate,
        at time: Date
    ) async throws -> RevocationEvidence {
        let evidence = try await evidence(for: certificate, issuedBy: issuer, at: time)
        if case .revoked(let since) = evidence.status {
            throw RevocationFault.revoked(certificate: certificate.subject.display, since: since)
        }
        return evidence
    }

    private func evidence(
        for certificate: Certificate,
        issuedBy issuer: Certificate,
        at time: Date
    ) async throws -> RevocationEvidence {
        let sources = try Self.sources(of: certificate)
        for source in sources {
            if let evidence = kept(source, certificate, issuer, time) { return evidence }
        }
        let name = certificate.subject.display
        try outages.check(name)
        var failures: [ServiceFailure] = []
        for round in 0..<Self.rounds {
            if round > 0 { try await Task.sleep(for: Self.pause) }
            failures = []
            for source in sources {
                do {
                    let evidence = try await fetch(source, certificate, issuer, time)
                    outages.succeeded(name)
                    if evidence.nextUpdate != nil { cache.keep(evidence.der, named: source.cacheName) }
                    return evidence
                } catch let failure as ServiceFailure {
                    failures.append(failure)
                }
            }
            guard failures.contains(where: \.mayPass) else { break }
        }
        let fault = RevocationFault.unavailable(certificate: name, failures)
        outages.failed(name, fault)
        throw fault
    }

    // MARK: Sources

    private struct Source {
        let form: RevocationEvidence.Form
        let url: String
        /// Of what a cache keeps: an OCSP response is about one certificate, a CRL about all of its issuer's.
        let cacheName: String
    }

    /// In the order in which they are asked: OCSP says more, and less.
    private static func sources(of certificate: Certificate) throws -> [Source] {
        let subject = try SHA256.digest(of: certificate.der).hex
        var sources = certificate.ocspAddresses.map { Source(form: .ocsp, url: $0, cacheName: "\(subject).ocsp") }
        for url in certificate.crlAddresses {
            let name = try SHA256.digest(of: Array(url.utf8)).hex
            sources.append(Source(form: .crl, url: url, cacheName: "\(name).crl"))
        }
        guard !sources.isEmpty else { throw RevocationFault.noSource(certificate: certificate.subject.display) }
        return sources
    }

    private func kept(
        _ source: Source,
        _ certificate: Certificate,
        _ issuer: Certificate,
        _ time: Date
    ) -> RevocationEvidence? {
        guard let bytes = cache.bytes(named: source.cacheName) else { return nil }
        // What is no longer in force, or was tampered with, is fetched anew.
        switch source.form {
        case .ocsp:
            return try? RevocationEvidence(ocsp: bytes, about: certificate, issuedBy: issuer, at: time)
                .inForce(at: time)
        case .crl:
            return try? RevocationEvidence(crl: bytes, about: certificate, issuedBy: issuer).inForce(at: time)
        }
    }

    private func fetch(
        _ source: Source,
        _ certificate: Certificate,
        _ issuer: Certificate,
        _ time: Date
    ) async throws -> RevocationEvidence {
        do {
            switch source.form {
            case .ocsp: return try await askResponder(source.url, certificate, issuer, time)
            case .crl:
                let answer = try await caller.call(source.url, .get, largestAnswer: Self.largestAnswer)
                return try RevocationEvidence(crl: answer, about: certificate, issuedBy: issuer).inForce(at: time)
            }
        } catch let problem as RevocationProblem {
            let reason = Wording(
                vi: "trả lời không dùng được (\(problem.detail))", en: "its answer cannot be used (\(problem.detail))")
            throw ServiceFailure(source.url, reason, mayPass: false)
        }
    }

    private func askResponder(
        _ url: String,
        _ certificate: Certificate,
        _ issuer: Certificate,
        _ time: Date
    ) async throws -> RevocationEvidence {
        let query = try OCSPQuery(about: certificate, issuedBy: issuer)
        let answer = try await caller.call(
            url, .post(query.der, type: "application/ocsp-request"), largestAnswer: Self.largestAnswer)
        return try RevocationEvidence(
            ocsp: answer, about: certificate, issuedBy: issuer, answering: query.request.pointer, at: time
        ).inForce(at: time)
    }
}
