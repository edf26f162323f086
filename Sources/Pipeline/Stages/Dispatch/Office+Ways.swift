// Is there a way to the recipient? Asked while the applicant is still at the counter, and again before the number.

import Certification
import Delivery
import Faults

extension Office {
    /// What certification adds to a scan at most: the page with its fonts and pictures, signatures, timestamps.
    static let growthOfScan = 512 << 10
    /// What the seal adds to a signed copy.
    static let growthOfSignedCopy = 128 << 10
    /// Below this a message is taken by any server; above it the server is asked.
    private static let alwaysTaken = 5_000_000
    private static let memory: Duration = .seconds(3600)

    /// - Parameters:
    ///   - bytes: of the document now.
    ///   - growth: what is still to come.
    /// - Throws: ``FormFault/noWayToDeliver``, ``FormFault/tooLargeForMail(bytes:limit:)``.
    func requireWay(to applicant: Applicant?, bytes: Int64, growth: Int) throws(FormFault) {
        guard let route = configuration.delivery.route(for: applicant) else { throw .noWayToDeliver }
        guard case .email = route, configuration.delivery.email.links == nil else { return }
        let size = MailSize.message(attaching: Int(bytes) + growth)
        if let limit = mailLimit(for: size), size > limit {
            throw .tooLargeForMail(bytes: Int(bytes), limit: limit)
        }
    }

    /// The largest message: as configured, and as the mail server says when it matters.
    func mailLimit(for size: Int) -> Int? {
        let configured = configuration.delivery.email.limit
        guard size > Self.alwaysTaken, size <= configured ?? .max else { return configured }
        return [configured, serverLimit()].compactMap { $0 }.min()
    }

    /// `nil` as well when the server cannot be asked: its answer to the message itself will count then.
    private func serverLimit() -> Int? {
        guard case .smtp(let settings) = configuration.delivery.email.transport else { return nil }
        let now = ContinuousClock.now
        if let known = channels.largestMessage.withLock({ $0 }), now - known.askedAt < Self.memory {
            return known.octets
        }
        guard case .success(let features) = SMTPChannel(settings.hurried).probe() else { return nil }
        channels.largestMessage.withLock { $0 = (now, features.largestMessage) }
        return features.largestMessage
    }
}

extension SMTPSettings {
    /// For questions while a person waits.
    var hurried: SMTPSettings {
        SMTPSettings(
            url: url,
            encryption: encryption,
            user: user,
            passwordFile: passwordFile,
            authorities: authorities,
            sender: sender,
            connections: connections,
            asksForReports: asksForReports,
            limits: SMTPTimeLimits(longest: .seconds(10))
        )
    }
}
