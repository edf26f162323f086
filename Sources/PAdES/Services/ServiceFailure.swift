import Faults

/// Why one server gave nothing that can be used.
package struct ServiceFailure: Error, Hashable, Sendable {
    /// The server's address without its query.
    package let server: String
    package let reason: Wording
    /// Asking again in a moment may help: nobody listens, or the server says that it is busy.
    package let mayPass: Bool

    init(_ url: String, _ reason: Wording, mayPass: Bool) {
        server = String(url.prefix { $0 != "?" && $0 != "#" })
        self.reason = reason
        self.mayPass = mayPass
    }
}

extension Wording {
    /// All of the failures in one sentence each.
    init(_ failures: [ServiceFailure]) {
        self.init(
            vi: failures.map { "\($0.server): \($0.reason.vietnamese)" }.joined(separator: "; "),
            en: failures.map { "\($0.server): \($0.reason.english)" }.joined(separator: "; ")
        )
    }
}
