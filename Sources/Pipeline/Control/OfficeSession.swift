import Foundation
import Spool

/// One command's dealings with its office: beside a daemon the request is handed over; without one this process takes
/// the lock and does the very same itself.
package struct OfficeSession: Sendable {
    /// How long a command waits for another command to let go of the lock.
    private static let patience: Duration = .seconds(60)
    /// How long a batch may take in the daemon.
    private static let timeout: Duration = .seconds(3600)

    private let configuration: PipelineConfiguration

    package init(_ configuration: PipelineConfiguration) {
        self.configuration = configuration
    }

    /// Blocking.
    package func perform(_ request: OfficeRequest) async throws -> [OperationResult] {
        let layout = SpoolLayout(configuration)
        try layout.create()
        let state = try layout.open(.state)
        let deadline = ContinuousClock.now + Self.patience
        while true {
            do {
                return try ControlMessage.results(
                    try ControlClient.call(try ControlMessage.bytes(request), in: state, timeout: Self.timeout)
                )
            } catch SpoolFault.daemonAbsent {
                // Nobody listens: the office is ours as soon as the lock is. A daemon that is only starting holds the
                // lock and will listen in a moment, so the lock is waited for in short turns.
            }
            do {
                let office = try await Office.open(configuration, program: "command", patience: .milliseconds(200))
                let results = await office.perform(request)
                await Self.leave(office, after: request)
                return results
            } catch let fault as SpoolFault {
                guard case .workspaceLocked = fault, ContinuousClock.now < deadline else { throw fault }
            }
        }
    }

    /// What the request did is done: its results are told whatever fails now, and the next start finds what is left.
    private static func leave(_ office: Office, after request: OfficeRequest) async {
        do {
            if request.mayHaveSealed { try await office.dispatch() }
        } catch {
            office.logger.error("mail is sent later", metadata: ["error": "\(Loggable(error))"])
        }
        do {
            try office.close()
        } catch {
            office.logger.error("office cannot be closed", metadata: ["error": "\(Loggable(error))"])
        }
    }

    /// `run --once`: carries everything as far as it can go without a person.
    package func runOnce() async throws {
        let office = try await Office.open(configuration, program: "run --once", patience: .seconds(30))
        let server = try office.listen()
        do {
            try await office.runOnce()
        } catch {
            try server.stop()
            try office.close()
            throw error
        }
        try server.stop()
        try office.close()
    }
}

extension OfficeRequest {
    /// Whether mail may be waiting afterwards.
    fileprivate var mayHaveSealed: Bool {
        switch self {
        case .stamp, .resend, .appointment: true
        case .submit, .edit, .sign, .reject, .cancel, .annul, .book, .account, .rate, .refuse, .anchor, .backup, .ping,
            .obstacles:
            false
        }
    }
}
