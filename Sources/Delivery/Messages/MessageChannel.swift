import Faults
import Spool

/// One way for short messages: SMS, notices to an account. What is sent is the frozen request itself.
package protocol MessageChannel: Sendable {
    /// Tries once. Blocking, within the limits of time that the channel keeps.
    func deliver(_ message: FrozenMessage) -> DeliveryOutcome
}

/// Messages as files, one each, for a gateway's program to fetch.
package struct MessageDirectory: MessageChannel {
    private let path: String

    /// - Parameter path: of the folder; made when it is missing.
    package init(path: String) {
        self.path = path
    }

    /// Blocking.
    package func deliver(_ message: FrozenMessage) -> DeliveryOutcome {
        do {
            let bytes = try message.expected.open().bytes(limit: 1 << 20)
            try Directory.make(path: path, mode: 0o750).replace(message.name, with: bytes, mode: 0o640)
            return .accepted(detail: message.name.display)
        } catch {
            return message.outcome(of: error)
        }
    }
}

/// Messages by a web service: one POST of JSON each.
package struct MessageService: MessageChannel {
    private let service: WebService

    package init(_ service: WebService) {
        self.service = service
    }

    /// Blocking.
    package func deliver(_ message: FrozenMessage) -> DeliveryOutcome {
        do {
            let body = try message.expected.open().bytes(limit: 1 << 20)
            return service.post(.post(body, type: "application/json"), size: body.count, key: message.messageID)
        } catch {
            return message.outcome(of: error)
        }
    }
}

extension FrozenMessage {
    fileprivate var expected: ExpectedFile { ExpectedFile(directory: directory, name: name, digest: digest) }
}
