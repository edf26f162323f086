/// How this room reaches the services that it needs: timestamps, revocation data. Given by whoever puts the rooms
/// together; this room opens no connection itself.
package protocol ServiceTransport: Sendable {
    /// Asks once. Blocking, at most for the request's limit; ends early when the task is cancelled.
    func answer(to request: ServiceRequest) throws(ServiceSilence) -> ServiceAnswer
}

/// One question over HTTP.
package struct ServiceRequest: Sendable {
    package enum Method: Sendable {
        case get
        case post([UInt8], type: String)
    }

    package let url: String
    package let method: Method
    /// For the whole exchange.
    package let limit: Duration
    /// Octets.
    package let largestAnswer: Int
}

/// What a service answered, whatever its status.
package struct ServiceAnswer: Sendable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// A service did not answer.
package struct ServiceSilence: Error, Sendable {
    /// Technical, in English.
    package let detail: String

    package init(detail: String) {
        self.detail = detail
    }
}
