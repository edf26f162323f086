import Certification
import Ledger
import Logging
import PDF
import Spool
import Synchronization

/// One certifying office at work: the facade that console, command line and gestures call, so that no rule exists twice.
///
/// Whoever has an `Office` holds the workspace lock. Its operations are grouped by the person who asks for them, in
/// `Stages/`. They block on files and OpenSSL: call them from a task that prefers ``Threads``.
package final class Office: Sendable {
    let configuration: PipelineConfiguration
    let layout: SpoolLayout
    let ledger: Ledger
    let keyring: Keyring
    let services: SignatureServices
    let channels: DeliveryChannels
    let inspector: Inspector
    let inspected = InspectionMemory()
    let clock: OfficeClock
    let logger: Logger
    let tracker: SettleTracker
    let retries = RetryTracker()
    let quiet = QuietFolder()
    let obstacles = Obstacles()
    let turns = Turns<DossierCode>()
    /// Of scans in the inbox, which a command may name while they are looked at.
    let arrivals = Turns<SpoolPath>()
    /// Of appointments whose people have come.
    let visits = Turns<AppointmentCode>()
    /// Of what concerns the office as a whole.
    let affairs = Turns<Affair>()
    let anchoring = AnchorSchedule()
    /// Rung when something may be waiting for dispatch.
    let mail = Pulse()
    /// The day on which the register was looked after last.
    let attended = Mutex<CivilDate?>(nil)
    /// Held as long as the office is at work.
    let lock: WorkspaceLock

    /// How many documents are worked on at the same time: enough to keep the cores busy while most wait for the disk.
    static let width = 16
    private static let cells = 2

    /// Takes the lock, opens everything, and brings open steps to their end.
    ///
    /// - Parameters:
    ///   - program: what to tell others about the lock's holder: `run`, `sign`.
    ///   - patience: how long to wait for another holder of the lock.
    ///   - helper: what to start as helper process: this program.
    ///   - warm: whether the helper processes are started at once.
    /// - Throws: ``SpoolFault/workspaceLocked(path:holder:)`` (exit code 75), and whatever key, picture or ledger cannot
    ///   be opened.
    package static func open(
        _ configuration: PipelineConfiguration,
        program: String,
        patience: Duration = .zero,
        clock: OfficeClock? = nil,
        helper: String = InspectionCellCommand.executable,
        warm: Bool = false
    ) async throws -> Office {
        let layout = SpoolLayout(configuration)
        try layout.create()
        let lock = try WorkspaceLock.acquire(
            in: layout.open(.state),
            as: LockHolder(program: program),
            timeout: patience
        )
        let keyring = try Keyring(configuration)
        let clock = clock ?? OfficeClock(zone: configuration.office.timezone)
        try AttestationRehearsal(configuration: configuration, keyring: keyring, clock: clock).perform()
        if try !layout.hasLedger() { try LedgerPresence.requireFreshOffice(configuration) }
        let logger = Self.logger(of: configuration)
        let office = Office(
            configuration: configuration,
            layout: layout,
            ledger: try Ledger.open(path: layout.ledgerFile, access: .readWrite),
            keyring: keyring,
            services: try SignatureServices(
                configuration, ownRoots: keyring.roots, layout: layout, logger: logger),
            inspector: try Inspector(
                executable: helper,
                arguments: InspectionCellCommand.arguments,
                cells: cells,
                reserved: true,
                warm: warm
            ),
            clock: clock,
            logger: logger,
            lock: lock
        )
        do {
            try await LedgerPresence.requireFreshOffice(configuration, in: office.ledger)
            try await office.requireAnchoredChain()
            try await office.prepareBookFolders()
            try await office.recover()
        } catch {
            try office.close()
            throw error
        }
        do {
            try await office.attendToRegister()
        } catch {
            // A list that cannot be written must not keep the office shut; the daemon tries again.
            logger.error("register is not looked after", metadata: ["error": "\(Loggable(error))"])
        }
        return office
    }

    private init(
        configuration: PipelineConfiguration,
        layout: SpoolLayout,
        ledger: Ledger,
        keyring: Keyring,
        services: SignatureServices,
        inspector: Inspector,
        clock: OfficeClock,
        logger: Logger,
        lock: WorkspaceLock
    ) {
        self.configuration = configuration
        self.layout = layout
        self.ledger = ledger
        self.keyring = keyring
        self.services = services
        channels = DeliveryChannels(configuration)
        self.inspector = inspector
        self.clock = clock
        self.lock = lock
        tracker = SettleTracker(settle: configuration.intake.settle)
        self.logger = logger
    }

    static func logger(of configuration: PipelineConfiguration) -> Logger {
        var logger = Logger(label: "chungthuc")
        logger[metadataKey: "pipeline"] = "\(configuration.name)"
        return logger
    }

    /// Ends the helper processes and closes the ledger. Blocking.
    package func close() throws {
        inspector.shutDown()
        try ledger.close()
    }
}
