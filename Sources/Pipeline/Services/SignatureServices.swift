import Delivery
import Logging
import PAdES
import Spool

/// What the pipeline's signature level needs of others: timestamps from B-T on, revocation data from B-LT on.
struct SignatureServices: Sendable {
    /// Requests in a second to one OCSP responder or CRL server, and the time for one of them.
    private static let revocation = RevocationService.Settings(limit: .seconds(15), requestsPerSecond: 5)

    let level: SignatureLevel
    /// `nil` below B-T.
    let timestamps: TimestampService?
    /// For what is laid down outside of the ledger; `nil` where the office has no servers or does not want it.
    let anchorTimestamps: TimestampService?
    /// `nil` below B-LT.
    let revocation: RevocationService?

    /// Opens no connection. Blocking: reads the files of anchors.
    ///
    /// - Parameter ownRoots: of the office's keys, trusted for timestamps where the configuration names no others.
    /// - Throws: ``KeyFault`` or ``SpoolFault`` that names the file.
    init(
        _ configuration: PipelineConfiguration,
        ownRoots: [Certificate],
        layout: SpoolLayout,
        logger: Logger
    ) throws {
        level = configuration.signature.level
        let service = try configuration.signature.timestamp.map { try Self.timestamps($0, ownRoots: ownRoots) }
        timestamps = level >= .timestamped ? service : nil
        anchorTimestamps = configuration.register.anchor.isTimestamped ? service : nil
        revocation =
            level >= .longTerm
            ? RevocationService(
                Self.revocation, transport: HTTPClient(), cache: DiskRevocationCache(layout, logger: logger)) : nil
    }

    static func timestamps(_ settings: TimestampSettings, ownRoots: [Certificate]) throws -> TimestampService {
        let trusted = try settings.trust.map { path in
            try Certificate.all(inPEM: try SmallFile.read(path), name: path)
        }
        // Read here so that a file that cannot be used is named at the start, and not by the first signature.
        if let path = settings.tlsAuthorities { _ = try Certificate.all(inPEM: try SmallFile.read(path), name: path) }
        guard
            let service = TimestampService.Settings(
                servers: settings.urls,
                policy: settings.policy,
                limit: settings.limit,
                requestsPerSecond: settings.rate
            )
        else { throw UnexpectedFault(detail: "timestamp policy") }
        return TimestampService(
            service,
            anchors: TrustAnchors(trusted ?? ownRoots),
            transport: HTTPClient(authorities: settings.tlsAuthorities)
        )
    }
}
