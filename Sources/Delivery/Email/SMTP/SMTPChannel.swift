// Mail by an SMTP server (RFC 5321).
//
// Called by dispatch, on threads that may block, for several messages at once. Trusts the frozen message only after
// hashing it before anything is sent.
// Promises: a message is accepted only after the server's answer to its final dot; one recipient a transaction; the same
// bytes at each attempt. Connections are used again for the next message, and closed by ``rest()``.
// Limit: a connection that breaks between the final dot and its answer leaves open whether the server has the message;
// it is sent again, under the same Message-ID.

import Certification
import Faults
import Spool
import Synchronization

package final class SMTPChannel: DeliveryChannel {
    package let name = "smtp"
    private let settings: SMTPSettings
    /// Open, and waiting for the next message.
    private let idle = Mutex<[SMTPConnection]>([])

    package init(_ settings: SMTPSettings) {
        self.settings = settings
    }

    deinit {
        rest()
    }

    /// Blocking.
    package func deliver(_ message: FrozenMessage, to recipient: EmailAddress) -> DeliveryOutcome {
        guard let from = InternetAddress(settings.sender), let to = InternetAddress(recipient) else {
            return .refused(Self.noSuchDomain)
        }
        do throws(SpoolFault) { return try hand(over: message, from: from, to: to) } catch {
            return message.outcome(of: error)
        }
    }

    package func rest() {
        let connections = idle.withLock { idle in
            let connections = idle
            idle = []
            return connections
        }
        for connection in connections { connection.quit() }
    }

    /// Opens a connection, to learn what the server offers or why it cannot be used. Blocking.
    package func probe() -> Result<SMTPFeatures, SMTPProbeFailure> {
        do throws(SMTPFailure) {
            let connection = try SMTPConnection.open(settings)
            connection.quit()
            return .success(connection.features)
        } catch {
            return .failure(SMTPProbeFailure(wording: wording(of: error)))
        }
    }

    // MARK: One message

    private struct Letter {
        let from: InternetAddress
        let to: InternetAddress
        let id: MessageID
        /// Octets on the wire.
        let size: Int
    }

    private func hand(
        over message: FrozenMessage,
        from: InternetAddress,
        to: InternetAddress
    ) throws(SpoolFault) -> DeliveryOutcome {
        let source = try message.directory.openRegular(message.name)
        let (digest, size) = try SMTPContent.measure(source)
        guard digest == message.digest else { throw .digestMismatch(path: source.path) }
        let letter = Letter(from: from, to: to, id: message.messageID, size: size)
        // A connection that was kept open may have gone stale: that says nothing about the message.
        if let kept = idle.withLock({ $0.popLast() }), let outcome = send(letter, source, by: kept, isKept: true) {
            return outcome
        }
        return sendByNew(letter, source)
    }

    private func sendByNew(_ letter: Letter, _ source: borrowing ReadableFile) -> DeliveryOutcome {
        let connection: SMTPConnection
        do throws(SMTPFailure) {
            connection = try SMTPConnection.open(settings)
        } catch {
            return outcome(of: error)
        }
        return send(letter, source, by: connection, isKept: false) ?? .retryLater(lost("no connection"))
    }

    /// - Returns: `nil` when a kept connection turned out to be of no use before anything was sent.
    private func send(
        _ letter: Letter,
        _ source: borrowing ReadableFile,
        by connection: SMTPConnection,
        isKept: Bool
    ) -> DeliveryOutcome? {
        if let largest = connection.features.largestMessage, letter.size > largest {
            keep(connection)
            return .refused(Self.tooLarge(letter.size, largest))
        }
        if letter.from.needsUTF8 || letter.to.needsUTF8, !connection.features.takesUTF8 {
            keep(connection)
            return .refused(Self.noUTF8)
        }
        if isKept, !isAlive(connection) { return nil }
        let transaction = SMTPTransaction(
            connection: connection,
            limits: settings.limits,
            sender: letter.from,
            recipient: letter.to,
            envelopeID: settings.asksForReports ? letter.id.text.filter { $0 != "+" && $0 != "=" } : nil,
            size: letter.size
        )
        do throws(SMTPTrouble) {
            let reply = try transaction.run(source)
            if !reply.isClosing { keep(connection) }
            return outcome(of: reply)
        } catch {
            switch error {
            case .dialogue(let failure): return outcome(of: failure)
            case .file(let fault): return .retryLater(fault.message)
            }
        }
    }

    /// A kept connection proves that it is still there, and forgets what it may have begun.
    private func isAlive(_ connection: SMTPConnection) -> Bool {
        // What goes wrong here is found again, and reported, by the connection that takes its place.
        (try? connection.ask("RSET", limit: min(settings.limits.command, .seconds(10))))?.isPositive ?? false
    }

    private func keep(_ connection: SMTPConnection) {
        // After a refusal of its message a server is where it was after the last one; RSET comes before the next.
        idle.withLock { $0.append(connection) }
    }

    // MARK: Outcomes

    private func outcome(of reply: SMTPReply) -> DeliveryOutcome {
        if reply.isPositive { return .accepted(detail: reply.text) }
        let server = settings.server
        if reply.isAboutUs {
            return .unavailable(
                Wording(
                    vi: "Máy chủ thư \(server) không cho gửi: \(reply.text)",
                    en: "The mail server \(server) does not let us in: \(reply.text)"
                )
            )
        }
        if reply.isTransient {
            return .retryLater(
                Wording(
                    vi: "Máy chủ thư \(server) chưa nhận: \(reply.text)",
                    en: "The mail server \(server) does not take it now: \(reply.text)"
                )
            )
        }
        return .refused(
            Wording(
                vi: "Máy chủ thư \(server) từ chối: \(reply.text)",
                en: "The mail server \(server) refused it: \(reply.text)"
            )
        )
    }

    private func outcome(of failure: SMTPFailure) -> DeliveryOutcome {
        switch failure {
        case .unusable(let wording): .unavailable(wording)
        case .lost(let detail): .retryLater(lost(detail))
        case .cancelled: .retryLater(Self.stopped)
        }
    }

    private func wording(of failure: SMTPFailure) -> Wording {
        switch failure {
        case .unusable(let wording): wording
        case .lost(let detail): lost(detail)
        case .cancelled: Self.stopped
        }
    }

    private func lost(_ detail: String) -> Wording {
        Wording(
            vi: "Mất kết nối với máy chủ thư \(settings.server) (\(detail)).",
            en: "The connection to the mail server \(settings.server) was lost: \(detail)."
        )
    }

    private static let stopped = Wording(vi: "Chương trình dừng giữa chừng.", en: "The program was stopped.")
    private static let noSuchDomain = Wording(
        vi: "Tên miền trong địa chỉ thư không hợp lệ.", en: "The address has a domain that cannot exist.")
    private static let noUTF8 = Wording(
        vi: "Máy chủ thư không nhận địa chỉ có chữ có dấu trước @ (SMTPUTF8).",
        en: "The mail server takes no addresses beyond ASCII (SMTPUTF8)."
    )

    private static func tooLarge(_ size: Int, _ largest: Int) -> Wording {
        Wording(
            vi: "Thư lớn \(size) byte, máy chủ thư chỉ nhận tới \(largest) byte.",
            en: "The message has \(size) octets, the mail server takes at most \(largest)."
        )
    }
}

/// Why a mail server cannot be used.
package struct SMTPProbeFailure: Error {
    package let wording: Wording
}
