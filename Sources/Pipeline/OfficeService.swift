// The daemon of one office.
//
// Loops that don't wait for each other: the inbox, the gestures, dispatch, and the daily anchor; beside them the
// control socket.
// Each looks when a hint says so, when something it left unsettled is due, and at least every half minute: events make
// it fast, looking makes it certain.

import Logging
import ServiceLifecycle
import Spool

package struct OfficeService: Service {
    private static let longestWait: Duration = .seconds(30)
    /// Of one folder's burst, before the others and what has come meanwhile are looked at.
    private static let slice: Duration = .milliseconds(150)

    private let office: Office
    private let inbox = Pulse()
    private let gestures = Pulse()
    private let anchors = Pulse()

    /// Opens the office; recovery is done when this returns.
    ///
    /// - Throws: what ``Office/open(_:program:patience:clock:)`` throws; exit code 75 where another process is at work;
    ///   ``KeyFault`` for a token that does not take its PIN. A token that is not there does not keep the office shut.
    package init(starting configuration: PipelineConfiguration) async throws {
        // A command that is at work lets go of the lock when it is done.
        let office = try await Office.open(
            configuration, program: LockHolder.daemon, patience: .seconds(30), warm: true)
        do {
            for absent in try office.keyring.prepare() {
                office.logger.warning("key is away", metadata: ["fault": "\(absent.code)", "key": "\(absent.subject)"])
            }
        } catch {
            try office.close()
            throw error
        }
        self.office = office
    }

    package func run() async throws {
        try await withTaskExecutorPreference(Threads.shared) {
            try await serve()
        }
    }

    private func serve() async throws {
        let server = try office.listen()
        office.logger.notice("office is open", metadata: ["workspace": "\(office.configuration.workspace)"])
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await watch() }
                group.addTask {
                    await loop(inbox, "inbox") { try await office.takeInArrivals(slice: Self.slice).soonest }
                }
                group.addTask {
                    await loop(gestures, "gestures") { try await office.carryOutGestures(slice: Self.slice).soonest }
                }
                group.addTask { await loop(anchors, "anchors") { try await anchorDaily() } }
                group.addTask { await loop(office.mail, "dispatch") { try await office.dispatchDue() } }
                group.addTask {
                    await loop(Pulse(), "register") {
                        try await office.attendToRegister()
                        return nil
                    }
                }
            }
        }
        if try !server.stop() { office.logger.warning("commands are still at work") }
        try office.close()
        office.logger.notice("office is closed")
    }

    private func watch() async {
        while !Task.isCancelled {
            do {
                try await watchUntilFoldersChange()
            } catch {
                // The loops look by themselves every half minute.
                office.obstacles.note(FaultDocument(describing: error), at: "watch")
                office.logger.error("folders are not watched", metadata: ["error": "\(Loggable(error))"])
                return
            }
        }
    }

    /// Watches until there are other folders: of a new book, or of a signer.
    private func watchUntilFoldersChange() async throws {
        let arrivals = office.inboxFolders + [.appointments]
        let folders = try arrivals + office.gestureFolders()
        let watcher = try FolderWatcher(folders: folders.map(office.layout.path(of:)))
        defer { watcher.stop() }
        office.logger.debug("folders are watched", metadata: ["count": "\(folders.count)"])
        for await hint in watcher.hints {
            let polled = watcher.polledFolders.map { office.layout.name(of: folders[$0]) }
            office.obstacles.note(
                polled.isEmpty ? nil : FaultDocument(PolledFolders(paths: polled)), at: "polling")
            // Looking at all the folders of a kind costs a listing each; which of them changed need not be told. But those
            // of the other kind would take the processor from whoever waits.
            switch hint {
            case .folderChanged(let index) where index < arrivals.count: inbox.ring()
            case .folderChanged: gestures.ring()
            case .rescan:
                inbox.ring()
                gestures.ring()
            }
            guard try arrivals + office.gestureFolders() == folders else { return }
        }
    }

    private func anchorDaily() async throws -> Duration? {
        try await office.anchorDaily()
        return nil
    }

    /// - Parameter look: returns after which time it wants to look again.
    private func loop(
        _ pulse: Pulse,
        _ name: String,
        _ look: @Sendable () async throws -> Duration?
    ) async {
        while !Task.isCancelled {
            var wait: Duration?
            do {
                wait = try await look()
                office.obstacles.note(nil, at: name)
            } catch is CancellationError {
                return
            } catch {
                // A folder that cannot be listed now, a full disk: the next look may find it mended.
                office.obstacles.note(FaultDocument(describing: error), at: name)
                office.logger.error("look failed", metadata: ["station": "\(name)", "error": "\(Loggable(error))"])
                wait = .seconds(5)
            }
            await pulse.wait(atMost: min(wait ?? Self.longestWait, Self.longestWait))
        }
    }
}
